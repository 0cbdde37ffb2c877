import { deniedBy } from '../../../../pivot/callflow/denied';
import type { DenyList } from '../../../../pivot/callflow/denyList';
import { readVoiceTarget } from '../../calls/voiceUrl';
import type { Check } from '../check';
import { ok, warning, wrong, type Finding } from '../finding';
import type { FlowSeen } from '../observations/pivotServer';
import type { PivotSeen } from '../observations/switchSide';
import { reachedSwitch } from '../patient';

/** Each pivot of the account's callflows asks where it should, in time, and knows what to do when nobody answers. */
export const storedPivotsWell: Check = {
	code: 'switch.pivots',
	title: 'Stored pivots',
	async examine(patient) {
		await reachedSwitch(patient);
		const [{ pivots, callflows, unread }, flows] = await Promise.all([patient.pivots(), patient.flows().catch(() => undefined)]);
		const findings = pivots.flatMap((pivot) => judgePivot(pivot, patient.settings.deny, flows));
		if (unread > 0) findings.push({ verdict: 'skipped', sentence: `${unread} of ${callflows} callflows were not read: there are many, or the switch is slow.` });
		if (pivots.length === 0) findings.push(warning(`None of ${callflows} callflows has a pivot, so no number leads to a flow: kazoo-pivot connect --number +1… --flow NAME.`));
		return findings.length > 0 ? findings : [ok(`${pivots.length === 1 ? 'The one pivot' : `All ${pivots.length} pivots`} of ${callflows} callflows ask well and know what to do without an answer.`)];
	},
};

/** @param flows of the pivot server; undefined: it was not reached, so nothing is said of them */
export function judgePivot({ callflow, path, data, hasFailback }: PivotSeen, deny: DenyList, flows: readonly FlowSeen[] | undefined): readonly Finding[] {
	const where = `Callflow ${nameOf(callflow)}, ${path}:`;
	const url = typeof data['voice_url'] === 'string' ? data['voice_url'] : undefined;
	const findings: Finding[] = [];
	if (!hasFailback) findings.push(wrong(`${where} the pivot has no “_” child, so a caller is hung up on when nobody answers: give it one, such as a voicemail box.`));
	const entry = url === undefined ? undefined : deniedBy(url, deny);
	if (entry !== undefined) findings.push(wrong(`${where} the switch refuses to call its voice URL (“${entry}” is on the deny list): use the address the switch reaches the server by.`));
	// The switch's own default, too (reference "kazoo-pivot" §2.1).
	if (url !== undefined && /^get$/i.test(methodOf(data))) {
		findings.push(warning(`${where} the pivot asks by GET, which newer switches refuse as soon as a variable is set: use method post with req_body_format json.`));
	}
	const flow = url === undefined || flows === undefined ? undefined : flowBehind(url, flows);
	if (flow === 'unknown') findings.push(wrong(`${where} its voice URL leads to the pivot server, and to no flow there: take the one that kazoo-pivot flows shows, or kazoo-pivot connect.`));
	if (flow !== undefined && flow !== 'unknown') {
		const timeout = Number(data['req_timeout_ms'] ?? SWITCH_TIMEOUT_MS);
		if (timeout < flow.budgetMs) {
			findings.push(wrong(`${where} the switch waits ${timeout} ms, and flow ${flow.flow} may take ${flow.budgetMs} ms: set req_timeout_ms above that, at most ${SWITCH_TIMEOUT_MS}.`));
		}
	}
	return findings;
}

function methodOf({ method }: PivotSeen['data']): string {
	return typeof method === 'string' ? method : 'get';
}

const SWITCH_TIMEOUT_MS = 5_000;

function flowBehind(url: string, flows: readonly FlowSeen[]): FlowSeen | 'unknown' | undefined {
	const key = (address: string) => readVoiceTarget(address)?.key;
	const flow = flows.find(({ voiceUrl }) => key(voiceUrl) !== undefined && key(voiceUrl) === key(url));
	if (flow) return flow;
	const ours = flows.some(({ voiceUrl }) => originOf(voiceUrl) === originOf(url));
	return ours && key(url) !== undefined ? 'unknown' : undefined;
}

function originOf(url: string): string | undefined {
	return URL.canParse(url) ? new URL(url).origin : undefined;
}

function nameOf({ id, name, numbers }: PivotSeen['callflow']): string {
	const what = [name === '' ? [] : `“${name}”`, numbers.length === 0 ? [] : `(${numbers.join(', ')})`].flat();
	return what.length === 0 ? id : what.join(' ');
}
