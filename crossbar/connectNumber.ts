import { createHash } from 'crypto';
import { deniedBy } from '../pivot/callflow/denied';
import { KAZOO_DENY_LIST } from '../pivot/callflow/denyList';
import { isJsonObject, type JsonObject } from '../pivot/json';
import type { CallflowChange, PivotConnection } from './callflowDocument';
import { CrossbarError } from './crossbarError';
import { differenceOf, flowInWords } from './differenceOf';
import { childrenOf, dataOf } from './pivotNodes';
import { textsIn } from './readRow';

/**
 * Among a callflow's `flags`, which the switch keeps for programs like this one: the pivot that asks this URL was put there by us.
 * The flag holds a hash of the URL, so that it says nothing once somebody has put another pivot in its place.
 */
export function connectedFlag(voiceUrl: string): string {
	return `${FLAG_PREFIX}${createHash('sha256').update(voiceUrl).digest('hex').slice(0, 16)}`;
}

const FLAG_PREFIX = 'kazoo-pivot:';

/** The longest the switch waits, and how long it waits by itself, ms (reference "kazoo-pivot" §2). */
const MAX_REQ_TIMEOUT_MS = 5000;

/**
 * Puts a pivot in front of a stored callflow: what was there before becomes its `_` child, so that it serves the caller
 * wherever the pivot fails. A callflow that is connected already gets the new settings, and no second pivot; so does one in which
 * somebody else put a pivot to the same URL, and it stays theirs: only an undo that names the URL takes it away.
 *
 * Pure: nothing is written. Throws `crossbar.setting` for a URL or a time the switch would refuse.
 */
export function connectNumber(document: JsonObject, connection: PivotConnection): CallflowChange {
	const data = pivotData(connection);
	const flow = flowOf(document);
	const warnings = warningsAbout(connection);
	if (flow && isConnected(document, flow, connection.voiceUrl)) {
		const flagged = isOurs(document, flow) ? withFlag(document, connection.voiceUrl) : {};
		const after = { ...document, ...flagged, flow: { ...flow, data: { ...dataOf(flow), ...data } } };
		const more = isJsonObject(childrenOf(flow)['_']) ? warnings : [...warnings, NO_FAILBACK];
		return changeOf(document, after, differenceOf(document, after), more);
	}
	const children: JsonObject = flow ? { _: flow } : {};
	const after = { ...document, ...withFlag(document, connection.voiceUrl), flow: { module: 'pivot', data, children } };
	const moved = flow ? [`> flow.children._: ${flowInWords(flow)} (was at the beginning; serves the caller where the pivot fails)`] : [];
	const settings = Object.entries(data).filter(([key]) => key !== 'voice_url').map(([key, value]) => `${key} ${String(value)}`).join(', ');
	const added = `+ flow: pivot ${connection.voiceUrl} (${settings})`;
	const flags = differenceOf(document['flags'], after.flags, 'flags');
	return changeOf(document, after, [added, ...moved, ...flags], flow ? warnings : [...warnings, NO_FAILBACK]);
}

/**
 * Takes the pivot of {@link connectNumber} away again: its `_` child is the callflow once more. A pivot somebody else put there
 * is left alone, unless it asks `voiceUrl`.
 *
 * Pure: nothing is written.
 */
export function disconnectNumber(document: JsonObject, voiceUrl?: string): CallflowChange {
	const flow = flowOf(document);
	if (!flow || !isConnected(document, flow, voiceUrl)) {
		return changeOf(document, document, [], ['This callflow does not begin with a pivot that was connected from here. There is nothing to undo.']);
	}
	const failback = childrenOf(flow)['_'];
	const rest = Object.fromEntries(Object.entries(document).filter(([key]) => key !== 'flow' && key !== 'flags'));
	const flags = textsIn(document, 'flags').filter((flag) => !flag.startsWith(FLAG_PREFIX));
	const after: JsonObject = { ...rest, ...(flags.length > 0 ? { flags } : {}), ...(isJsonObject(failback) ? { flow: failback } : {}) };
	const removed = `- flow: pivot ${String(dataOf(flow)['voice_url'] ?? '')}`.trimEnd();
	const moved = isJsonObject(failback) ? [`> flow: ${flowInWords(failback)} (was flow.children._)`] : [];
	const others = Object.keys(childrenOf(flow)).filter((key) => key !== '_');
	const warnings = [
		...(isJsonObject(failback) ? [] : ['Nothing stood here before the pivot: calls to this number will find no callflow to run.']),
		...(others.length > 0 ? [`The pivot has children the switch never runs (${others.join(', ')}); they go with it.`] : []),
	];
	return changeOf(document, after, [removed, ...moved, ...differenceOf(document['flags'], after['flags'], 'flags')], warnings);
}

const NO_FAILBACK = 'Nothing stands behind the pivot: where it fails, the switch hangs up on the caller. '
	+ 'Give the callflow something to do first, such as a voicemail box.';

function pivotData({ voiceUrl, reqTimeoutMs = MAX_REQ_TIMEOUT_MS, debug = false, reqFormat = 'kazoo' }: PivotConnection): JsonObject {
	if (!/^https?:\/\/[^/?#\s]+/.test(voiceUrl) || /\s/.test(voiceUrl)) {
		const rule = 'It begins with http:// or https:// in lower case and holds no spaces.';
		throw new CrossbarError('crossbar.setting', `“${voiceUrl}” is no URL the switch takes. ${rule}`);
	}
	if (!Number.isInteger(reqTimeoutMs) || reqTimeoutMs < 1 || reqTimeoutMs > MAX_REQ_TIMEOUT_MS) {
		throw new CrossbarError('crossbar.setting', `The switch cannot wait ${reqTimeoutMs} ms. Give whole milliseconds from 1 to ${MAX_REQ_TIMEOUT_MS}.`);
	}
	return { voice_url: voiceUrl, method: 'post', req_format: reqFormat, req_body_format: 'json', req_timeout_ms: reqTimeoutMs, debug };
}

function warningsAbout({ voiceUrl, reqTimeoutMs = MAX_REQ_TIMEOUT_MS, budgetMs }: PivotConnection): string[] {
	const denied = deniedBy(voiceUrl, KAZOO_DENY_LIST);
	return [
		...(budgetMs !== undefined && reqTimeoutMs < budgetMs
			? [`The switch waits ${reqTimeoutMs} ms, and the flow may take ${budgetMs} ms: late answers would be lost. `
				+ 'Let the switch wait longer, or give the flow less time.']
			: []),
		...(denied === undefined ? [] : [`The switch refuses ${denied} unless its operator allows it. Use an address the switch reaches from outside.`]),
	];
}

function isConnected(document: JsonObject, flow: JsonObject, voiceUrl: string | undefined): boolean {
	if (flow['module'] !== 'pivot') return false;
	return isOurs(document, flow) || (voiceUrl !== undefined && dataOf(flow)['voice_url'] === voiceUrl);
}

function isOurs(document: JsonObject, flow: JsonObject): boolean {
	const asked = dataOf(flow)['voice_url'];
	return typeof asked === 'string' && textsIn(document, 'flags').includes(connectedFlag(asked));
}

/** The beginning of a callflow; an empty one is none. */
function flowOf(document: JsonObject): JsonObject | undefined {
	const flow = document['flow'];
	return isJsonObject(flow) && typeof flow['module'] === 'string' ? flow : undefined;
}

function withFlag(document: JsonObject, voiceUrl: string): { flags: string[] } {
	return { flags: [...textsIn(document, 'flags').filter((flag) => !flag.startsWith(FLAG_PREFIX)), connectedFlag(voiceUrl)] };
}

function changeOf(before: JsonObject, after: JsonObject, difference: readonly string[], warnings: readonly string[]): CallflowChange {
	return { before, after, difference, warnings, changed: difference.length > 0 };
}
