import type { CallflowNode } from '../../pivot/callflow/callflow';
import { isCallflow } from '../../pivot/callflow/checkWalk';
import { bringsVariablesBack } from '../../pivot/dialects/bringsVariablesBack';
import { DIALECTS, type DialectName } from '../../pivot/dialects/dialect';
import { toDialect } from '../../pivot/dialects/translate';
import type { Token } from '../../pivot/pairing/signature';
import type { CallRequest } from '../../pivot/request/callRequest';
import { EMPTY_STATE, knownVariables, type KnownVariables } from '../../pivot/stateToken/callState';
import { carryState, withoutSecrets } from '../../pivot/stateToken/carryState';
import { tokenIn, withoutToken } from '../../pivot/stateToken/stateParameter';
import { openToken, signToken } from '../../pivot/stateToken/stateToken';
import type { SwitchTarget } from '../../pivot/switchVersion';

/** A call with what it brought from its last pivot, where no pivot server keeps anything. */
export interface AloneCall {
	/** Without the token; the variables are those of the switch and those it carried. */
	readonly request: CallRequest;
	readonly known: KnownVariables;
}

/**
 * @param key undefined: nothing is carried
 * @param now Unix ms
 */
export function receiveAlone(request: CallRequest, key: Token | undefined, now: number): AloneCall {
	const token = tokenIn(request.raw);
	const opened = token === undefined || !key ? undefined : openToken(token, request.call.id, (id) => (id === key.id ? key.key : undefined), now / 1000);
	const state = opened?.ok && 'state' in opened.content ? opened.content.state : EMPTY_STATE;
	const known = knownVariables(request.variables, state);
	const remarks = opened?.ok === false ? [opened.remark] : [];
	return { request: { ...withoutToken(request), variables: known.variables, remarks: [...request.remarks, ...remarks] }, known };
}

/** How an answer leaves for the switch. */
export interface Leaving {
	/** Pivots that come back here begin with it. */
	readonly voiceUrl: string;
	readonly key: Token | undefined;
	readonly dialect: DialectName;
	readonly switchVersion: SwitchTarget;
	/** Whether the switch would run the callflow. */
	readonly runs: (callflow: CallflowNode) => boolean;
}

/**
 * A callflow the switch would run, as it is sent: pivots that come back here bring the call's variables along, as far as they
 * fit into the address, and the words are those of the switch's dialect. Never throws: what cannot be changed so stays as it is.
 *
 * @param now Unix ms
 */
export function sendAlone(body: Buffer, { request, known }: AloneCall, leaving: Leaving, now: number): Buffer {
	try {
		const callflow: unknown = JSON.parse(body.toString('utf8'));
		if (!isCallflow(callflow)) return body;
		const carried = carriedBy(callflow, request.call.id, known, leaving, now);
		const safe = same(carried, callflow) || leaving.runs(carried) ? carried : withoutSecrets(callflow);
		const sent = toDialect(safe, DIALECTS[leaving.dialect]);
		return same(sent, callflow) ? body : Buffer.from(JSON.stringify(sent));
	} catch {
		return body;
	}
}

function carriedBy(callflow: CallflowNode, callId: string, known: KnownVariables, { voiceUrl, key, dialect, switchVersion }: Leaving, now: number): CallflowNode {
	return carryState(callflow, {
		...known,
		switchCarries: bringsVariablesBack(switchVersion, dialect),
		leadsBack: (url) => callId !== '' && voiceUrl !== '' && url.split(/[?#]/)[0] === voiceUrl,
		token: (state) => (key && state.secret.length === 0 ? signToken(key, callId, { state }, now / 1000) : undefined),
	});
}

function same(a: CallflowNode, b: CallflowNode): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
