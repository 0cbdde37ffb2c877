import { isJsonObject, type JsonObject, type JsonValue } from '../pivot/json';
import { pathOf } from './address';
import { CrossbarError } from './crossbarError';
import type { CallflowMatch, CallflowRow } from './callflowDocument';
import { matchNumber } from './matchNumber';
import { readPages } from './paging';
import { textIn, textsIn } from './readRow';
import type { Crossbar } from './session';

/** The stored callflows of an account. Rejects with a `CrossbarError`. */
export async function listCallflows(crossbar: Crossbar, accountId: string): Promise<CallflowRow[]> {
	const { items } = await readPages(crossbar, { method: 'GET', path: pathOf('accounts', accountId, 'callflows') });
	return items.map(rowOf).filter((row) => row !== undefined);
}

/** The callflows a number leads to, the one the switch would take first. Rejects with a `CrossbarError`. */
export async function findCallflows(crossbar: Crossbar, accountId: string, number: string): Promise<CallflowMatch[]> {
	return matchNumber(await listCallflows(crossbar, accountId), number);
}

/** The callflow the switch would take for a number. Rejects with `crossbar.not-found` where there is none. */
export async function findCallflow(crossbar: Crossbar, accountId: string, number: string): Promise<CallflowMatch> {
	const rows = await listCallflows(crossbar, accountId);
	const [match] = matchNumber(rows, number);
	if (match) return match;
	const catchAll = rows.some(({ numbers }) => numbers.includes('no_match')) ? ' Calls to it go to the account’s “no_match” callflow.' : '';
	throw new CrossbarError(
		'crossbar.not-found',
		`No callflow of this account has the number ${number}.${catchAll} `
		+ 'Give the number as the switch has it (+14155550100 or an extension such as 2000), or add it to a callflow.',
	);
}

/** A stored callflow, without the names of what it uses, which the switch adds and would store. Rejects with a `CrossbarError`. */
export async function readCallflow(crossbar: Crossbar, accountId: string, callflowId: string): Promise<JsonObject> {
	const { data } = await crossbar.call({ method: 'GET', path: pathOf('accounts', accountId, 'callflows', callflowId) });
	return documentOf(data);
}

/**
 * Writes a stored callflow, complete: what is not in `document` is gone. Returns it as the switch stored it.
 *
 * Rejects with a `CrossbarError`: `crossbar.validation` names the fields, `crossbar.conflict` is somebody else's change.
 */
export async function writeCallflow(crossbar: Crossbar, accountId: string, document: JsonObject): Promise<JsonObject> {
	const id = textIn(document, 'id');
	if (id === '') throw new CrossbarError('crossbar.callflow', 'The callflow has no id, so it cannot be written back. Read it from the switch first.');
	const { data } = await crossbar.call({ method: 'POST', path: pathOf('accounts', accountId, 'callflows', id), body: { data: withoutMetadata(document) } });
	return documentOf(data);
}

function documentOf(data: JsonValue): JsonObject {
	if (!isJsonObject(data)) throw new CrossbarError('crossbar.not-crossbar', 'The switch answered without a callflow. Check the base URL of its API.');
	return withoutMetadata(data);
}

function withoutMetadata(document: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(document).filter(([key]) => key !== 'metadata'));
}

function rowOf(item: JsonValue): CallflowRow | undefined {
	if (!isJsonObject(item)) return undefined;
	const id = textIn(item, 'id');
	if (id === '') return undefined;
	const modules = Array.isArray(item['modules']) ? { modules: textsIn(item, 'modules') } : {};
	return { id, name: textIn(item, 'name'), numbers: textsIn(item, 'numbers'), patterns: textsIn(item, 'patterns'), ...modules };
}
