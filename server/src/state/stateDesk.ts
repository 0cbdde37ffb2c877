import type { DenyList } from '../../../pivot/callflow/denyList';
import type { CallflowNode } from '../../../pivot/callflow/callflow';
import { isCallflow } from '../../../pivot/callflow/checkWalk';
import { bringsVariablesBack } from '../../../pivot/dialects/bringsVariablesBack';
import { DIALECTS } from '../../../pivot/dialects/dialect';
import { toDialect } from '../../../pivot/dialects/translate';
import { judgeAnswer } from '../../../pivot/judge/judgeAnswer';
import { EMPTY_STATE, knownVariables, type CallState, type KnownVariables } from '../../../pivot/stateToken/callState';
import { carryState, withoutSecrets } from '../../../pivot/stateToken/carryState';
import { tokenIn, withoutToken } from '../../../pivot/stateToken/stateParameter';
import { openToken, signToken } from '../../../pivot/stateToken/stateToken';
import type { CallRequest } from '../../../pivot/request/callRequest';
import type { Served } from '../calls/served';
import type { Flow } from '../flows/flow';
import { messageOf, type Log } from '../logs/log';
import type { TokenRegister } from '../tokens/tokenRegister';
import { MAX_STATE_BYTES, type StateKeeper } from './stateKeeper';

/** A call as the workflow is told of it. */
export interface ToldCall {
	/** Without the token that brought the state. */
	readonly request: CallRequest;
	readonly known: KnownVariables;
	/** Why variables may be missing. */
	readonly remarks: readonly string[];
}

/** Takes in what a call brings from its last pivot, and gives it along to its next. */
export interface StateDesk {
	/** Never rejects; waits {@link STORE_PATIENCE_MS} at most. */
	receive(request: CallRequest): Promise<ToldCall>;
	/**
	 * The answer as it goes to the switch: pivots that come back to this server bring the state along, and the callflow has the
	 * words of the switch's dialect. An answer that cannot be changed so stays as it is: the switch runs it, and that goes first.
	 */
	send(flow: Flow, told: ToldCall, served: Served): Served;
}

export interface StateDeskParts {
	readonly tokens: Pick<TokenRegister, 'known'>;
	readonly keeper: Pick<StateKeeper, 'keep' | 'find'>;
	readonly deny: DenyList;
	readonly publicUrl: () => string;
	readonly log: Log;
}

/** A call waits this long for the store, in ms, where this process did not keep the state itself. */
export const STORE_PATIENCE_MS = 250;

const NOT_KEPT = `The variables of this call have more than ${MAX_STATE_BYTES} bytes: what the switch does not bring back itself is lost.`;

export function createStateDesk({ tokens, keeper, deny, publicUrl, log }: StateDeskParts): StateDesk {
	const find = async (callId: string, id: string): Promise<Found> => {
		const state = await keeper.find(callId, id, STORE_PATIENCE_MS);
		return state ? { state, remarks: [] } : { state: EMPTY_STATE, remarks: ['Variables this server kept for the call are not to be found; variables set before this pivot may be missing.'] };
	};

	const brought = async (token: string, callId: string): Promise<Found> => {
		const opened = openToken(token, callId, (id) => tokens.known(id)?.key, Date.now() / 1000);
		if (!opened.ok) return { state: EMPTY_STATE, remarks: [opened.remark] };
		return 'kept' in opened.content ? await find(callId, opened.content.kept) : { state: opened.content.state, remarks: [] };
	};

	return {
		async receive(request) {
			const token = tokenIn(request.raw);
			if (token === undefined) return { request, known: knownVariables(request.variables, EMPTY_STATE), remarks: [] };
			const { state, remarks } = await brought(token, request.call.id);
			return { request: withoutToken(request), known: knownVariables(request.variables, state), remarks };
		},
		send(flow, told, served) {
			if (served.status !== 200) return served;
			try {
				const callflow: unknown = JSON.parse(served.body);
				if (!isCallflow(callflow)) return served;
				const carried = carriedBy(flow, told, callflow);
				const body = JSON.stringify(carried.callflow);
				const isSafe = body === JSON.stringify(callflow) || runs(flow, body);
				if (!isSafe) log.error('state.refused', { attempt: served.attemptId, flow: flow.name });
				const sent = isSafe ? carried.callflow : withoutSecrets(callflow);
				const sentence = carried.isLost ? `${served.sentence} ${NOT_KEPT}` : served.sentence;
				return { ...served, sentence, body: JSON.stringify(toDialect(sent, DIALECTS[flow.dialect])) };
			} catch (error) {
				log.error('state.error', { attempt: served.attemptId, flow: flow.name, reason: messageOf(error) });
				return served;
			}
		},
	};

	function carriedBy(flow: Flow, { request, known }: ToldCall, callflow: CallflowNode): { readonly callflow: CallflowNode; readonly isLost: boolean } {
		const key = tokens.known(flow.tokenId);
		const callId = request.call.id;
		const ours = `${publicUrl()}/pivot/`;
		let isLost = false;
		const token = (state: CallState, longest: number): string | undefined => {
			if (!key) return undefined;
			const now = Date.now() / 1000;
			const inAddress = state.secret.length > 0 ? undefined : signToken(key, callId, { state }, now);
			if (inAddress !== undefined && inAddress.length <= longest) return inAddress;
			const kept = keeper.keep(callId, state);
			isLost ||= kept === undefined;
			return kept === undefined ? undefined : signToken(key, callId, { kept }, now);
		};
		const carried = carryState(callflow, {
			...known,
			switchCarries: bringsVariablesBack(flow.switchVersion, flow.dialect),
			leadsBack: (voiceUrl) => callId !== '' && voiceUrl.startsWith(ours),
			token,
		});
		return { callflow: carried, isLost };
	}

	function runs({ switchVersion: version }: Flow, body: string): boolean {
		const answer = { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
		return judgeAnswer(answer, { version, deny }).outcome === 'runs';
	}
}

interface Found {
	readonly state: CallState;
	readonly remarks: readonly string[];
}
