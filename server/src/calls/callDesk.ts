import type { DenyList } from '../../../pivot/callflow/denyList';
import { FALLBACK_RESERVE_MS, type CallMessage } from '../../../pivot/pairing/messages';
import type { CallRequest } from '../../../pivot/request/callRequest';
import type { Fault } from '../attempts/attempt';
import { endingFallbackOf, fallbackOf, LAST_RESORT } from '../flows/fallback';
import type { Flow } from '../flows/flow';
import type { FlowRegister } from '../flows/flowRegister';
import type { TestRegister } from '../flows/testRegister';
import { messageOf, type Log } from '../logs/log';
import type { StateDesk, ToldCall } from '../state/stateDesk';
import type { TokenRegister } from '../tokens/tokenRegister';
import { readAnswer } from '../upstreams/readAnswer';
import type { Upstreams } from '../upstreams/upstreams';
import { MOST_PIVOTS, WINDOW_MS, type PivotCounter } from './pivotCounter';
import type { Served } from './served';
import { voiceUrlOf } from './voiceUrl';

/** A call request that was let in. */
export interface PivotCall {
	readonly attemptId: string;
	readonly flow: Flow;
	readonly request: CallRequest;
	/** First byte, on the clock of `performance.now()`. */
	readonly began: number;
}

export interface CallDeskParts {
	readonly flows: Pick<FlowRegister, 'get' | 'asksWorkflow'>;
	readonly tests: Pick<TestRegister, 'take'>;
	readonly tokens: Pick<TokenRegister, 'known'>;
	readonly upstreams: Pick<Upstreams, 'ask'>;
	readonly states: StateDesk;
	readonly pivots: PivotCounter;
	readonly deny: DenyList;
	readonly publicUrl: () => string;
	readonly log: Log;
}

/** Finds the answer to a call. Never rejects, and resolves inside the budget of the flow. */
export type CallDesk = (call: PivotCall) => Promise<Served>;

/** A workflow that can be asked. */
interface Rung {
	readonly test: boolean;
	readonly webhookUrl: string;
	readonly tokenId: string;
	/** On the clock of `performance.now()`. */
	readonly deadline: number;
}

type RungResult = { readonly ok: true; readonly served: Pick<Served, 'body' | 'executionId' | 'warnings'> } | { readonly ok: false; readonly fault: Fault };

/** While an editor is tested, the published workflow keeps this much of the time: a share, and ms at most. */
const KEPT_FOR_PRODUCTION = { share: 0.4, mostMs: 1_500 };

/** Should our own code hang, the fallback goes out this long after the deadline, in ms. */
const GUARD_MS = 100;

const EXCERPT = 4_096;

/** When the fallback is sent at the latest, on the clock of `performance.now()`. */
export function deadlineOf({ flow, began }: Pick<PivotCall, 'flow' | 'began'>): number {
	return began + flow.budgetMs - FALLBACK_RESERVE_MS;
}

export function createCallDesk(parts: CallDeskParts): CallDesk {
	return async (call) => {
		let guard: NodeJS.Timeout | undefined;
		const late = new Promise<Served>((resolve) => {
			const giveUp = () => resolve(fall(call, 0, [ownFault('server.late', 'The pivot server itself was too slow.')]));
			guard = setTimeout(giveUp, Math.max(0, deadlineOf(call) + GUARD_MS - performance.now()));
		});
		try {
			return await Promise.race([answer(call, parts), late]);
		} catch (error) {
			parts.log.error('call.error', { attempt: call.attemptId, flow: call.flow.name, reason: messageOf(error) });
			return fall(call, 0, [ownFault('server.error', `The pivot server failed: ${messageOf(error)}`)]);
		} finally {
			clearTimeout(guard);
		}
	};
}

/** The fallback for a call whose request could not even be read. */
export function serveUnread(call: Pick<PivotCall, 'attemptId' | 'flow'>, code: string, sentence: string): Served {
	return fall(call, 0, [ownFault(code, sentence)]);
}

/** The call's state comes in before anybody is asked, and goes along with whatever answer is found. */
async function answer(call: PivotCall, parts: CallDeskParts): Promise<Served> {
	const told = await parts.states.receive(call.request);
	const served = parts.states.send(call.flow, told, await climb(call, told, parts));
	return { ...served, remarks: told.remarks };
}

async function climb(call: PivotCall, told: ToldCall, parts: CallDeskParts): Promise<Served> {
	const { before: pivotsBefore, inCircles } = parts.pivots.count(call.request.call);
	if (inCircles) {
		const sentence = `This call has asked more than ${MOST_PIVOTS} times within ${WINDOW_MS / 60_000} minutes: its callflows send it in circles.`;
		return fall(call, pivotsBefore, [ownFault('call.too-many-pivots', sentence)], endingFallbackOf(call.flow));
	}
	const faults: Fault[] = [];
	for (const rung of rungs(call, parts)) {
		const result = await tryRung(rung, { ...call, told }, pivotsBefore, parts);
		if (!result.ok) {
			faults.push(result.fault);
			continue;
		}
		const sentence = rung.test ? 'The workflow in the editor answered.' : 'The workflow answered.';
		return {
			attemptId: call.attemptId, outcome: 'workflow', status: 200, code: 'answer.runs', sentence,
			test: rung.test || faults.length > 0, pivotsBefore, faults, ...result.served,
		};
	}
	return fall(call, pivotsBefore, faults.length > 0 ? faults : [unasked(call.flow, parts)]);
}

/** Whom to ask, in this order: the editor that listens, then the published workflow. */
function* rungs(call: PivotCall, { tests, flows }: CallDeskParts): Generator<Rung> {
	const { flow, request } = call;
	const deadline = deadlineOf(call);
	const published = flows.asksWorkflow(flow);
	const editor = tests.take(flow.name, request.call);
	if (editor) {
		const left = deadline - performance.now();
		const kept = published ? Math.min(KEPT_FOR_PRODUCTION.mostMs, left * KEPT_FOR_PRODUCTION.share) : 0;
		yield { test: true, webhookUrl: editor.webhookUrl, tokenId: editor.tokenId, deadline: deadline - kept };
	}
	if (published && flow.webhookUrl !== undefined) yield { test: false, webhookUrl: flow.webhookUrl, tokenId: flow.tokenId, deadline };
}

async function tryRung(rung: Rung, { attemptId, flow, told }: PivotCall & { readonly told: ToldCall }, pivotsBefore: number, parts: CallDeskParts): Promise<RungResult> {
	const start = performance.now();
	const fault = (code: string, sentence: string, seen: Partial<Fault> = {}): RungResult => ({
		ok: false,
		fault: { code, sentence, test: rung.test, elapsedMs: Math.round(performance.now() - start), problems: [], ...seen },
	});
	const token = parts.tokens.known(rung.tokenId);
	if (!token) return fault('token.unknown', 'The token this flow was registered with is no longer known: publish the workflow again.');

	const message: CallMessage = {
		v: 1,
		attempt: attemptId,
		flow: flow.name,
		voiceUrl: voiceUrlOf(parts.publicUrl(), flow),
		fields: told.request.raw,
		variables: told.known.variables,
		remarks: [...told.request.remarks, ...told.remarks],
		pivotsBefore,
		switchVersion: flow.switchVersion,
		test: rung.test,
		deny: { hosts: [...parts.deny.hosts], networks: [...parts.deny.networks] },
	};
	const answer = await parts.upstreams.ask(flow.name, { url: rung.webhookUrl, token, kind: 'call', id: attemptId, body: JSON.stringify(message), deadline: rung.deadline });
	if (answer.kind === 'failed') return fault(answer.code, answer.sentence);

	const judge = { version: flow.switchVersion, deny: parts.deny };
	const read = readAnswer(answer, { attemptId, tokenKey: token.key, judge, fallback: fallbackOf(flow) });
	if (read.ok) return { ok: true, served: read };
	const contentType = answer.headers['content-type'];
	return fault(read.code, read.sentence, {
		status: answer.status,
		...(contentType === undefined ? {} : { contentType }),
		body: answer.body.subarray(0, EXCERPT).toString('utf8'),
		problems: read.problems.map((problem) => ({ ...problem })),
	});
}

function fall({ attemptId, flow }: Pick<PivotCall, 'attemptId' | 'flow'>, pivotsBefore: number, faults: readonly Fault[], body?: string): Served {
	const last = faults.at(-1) ?? ownFault('server.error', 'Nobody was asked.');
	const common = { attemptId, code: last.code, sentence: last.sentence, test: faults.some(({ test }) => test), pivotsBefore, faults, warnings: [] };
	if (flow.onFailure === 'switch') {
		return { ...common, outcome: 'switch', status: 502, body: JSON.stringify({ error: { code: last.code, message: 'The workflow did not answer.' } }) };
	}
	return { ...common, outcome: 'fallback', status: 200, body: body ?? (fallbackOf(flow) || LAST_RESORT) };
}

function ownFault(code: string, sentence: string): Fault {
	return { code, sentence, test: false, elapsedMs: 0, problems: [] };
}

/** Why there is no workflow to ask. */
function unasked(flow: Flow, { flows }: CallDeskParts): Fault {
	if (!flows.get(flow.name)) {
		return ownFault('flow.lost', `This server does not know the flow “${flow.name}”: its store was lost. Publish the workflow again.`);
	}
	const name = flow.owner.workflowName ?? flow.owner.workflowId;
	return ownFault('flow.parked', `The workflow “${name}” of this flow is not published.`);
}
