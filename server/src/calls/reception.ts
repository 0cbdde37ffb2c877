import { randomUUID } from 'node:crypto';
import { parseCallRequest } from '../../../pivot/request/parseCallRequest';
import type { CallRequest } from '../../../pivot/request/callRequest';
import type { Attempt } from '../attempts/attempt';
import type { AttemptLog } from '../attempts/attemptLog';
import { keyMatches, type Flow } from '../flows/flow';
import { findLostFlow } from '../flows/lostFlow';
import type { FlowRegister } from '../flows/flowRegister';
import type { Log } from '../logs/log';
import { maskNumber } from '../logs/maskNumber';
import type { Metrics } from '../metrics/metrics';
import type { TokenRegister } from '../tokens/tokenRegister';
import type { ArrivedRequest } from './arrivedRequest';
import { serveUnread, type CallDesk } from './callDesk';
import { createInFlight, requestKey } from './inFlight';
import { createRateLimit } from './rateLimit';
import type { Served } from './served';
import { readVoiceTarget, withoutKey } from './voiceUrl';

/** What goes back to the switch. */
export interface Reply {
	readonly status: number;
	/** JSON, never empty. */
	readonly body: string;
	/** To be called once: the reply was handed over, or the switch had gone. */
	readonly sent: (delivered: boolean) => void;
}

/** Where every request at a voice URL is let in or refused, answered and written down; knows nothing of sockets. */
export interface Reception {
	/** The flow a target leads to, a lost one included; undefined for an unknown flow and for a wrong key alike. */
	flowOf(target: string): Flow | undefined;
	/** Answers a call. Never rejects. */
	serve(flow: Flow, arrived: ArrivedRequest): Promise<Reply>;
	/** The fallback, for a request whose body did not come in time. */
	serveUnread(flow: Flow, arrived: ArrivedRequest, code: string, sentence: string): Reply;
	/** A 4xx with a reason. */
	refuse(status: number, code: string, sentence: string, arrived: ArrivedRequest, flow?: Flow): Reply;
	/** The refusal that tells nothing. */
	refuseUnknown(arrived: ArrivedRequest): Reply;
}

export interface ReceptionParts {
	readonly flows: Pick<FlowRegister, 'get' | 'wasRemoved'>;
	readonly tokens: Pick<TokenRegister, 'all'>;
	readonly desk: CallDesk;
	readonly attempts: Pick<AttemptLog, 'record'>;
	readonly metrics: Pick<Metrics, 'answered' | 'joined'>;
	readonly log: Log;
}

/** Refused requests kept and logged: enough to see what goes on, too few for a scanner to fill the store. */
const REFUSALS = { perSecond: 5, burst: 100 };

export function createReception({ flows, tokens, desk, attempts, metrics, log }: ReceptionParts): Reception {
	const inFlight = createInFlight<Served>();
	const mayRecordRefusal = createRateLimit(REFUSALS.perSecond, REFUSALS.burst);

	const write = (attempt: Attempt) => {
		attempts.record(attempt);
		log.info('call', {
			attempt: attempt.id, flow: attempt.flow, callId: attempt.callId, from: maskNumber(attempt.from), to: maskNumber(attempt.to),
			outcome: attempt.outcome, status: attempt.status, code: attempt.code, elapsedMs: attempt.elapsedMs, test: attempt.test,
			delivered: attempt.delivered, execution: attempt.executionId,
		});
	};

	const replyTo = (flow: Flow, arrived: ArrivedRequest, served: Served, joins: () => number, request?: CallRequest): Reply => {
		const elapsedMs = sinceOf(arrived);
		metrics.answered(served.outcome, served.code, elapsedMs);
		return {
			status: served.status,
			body: served.body,
			sent(delivered) {
				write(servedAttempt(flow, arrived, served, { elapsedMs, joined: joins(), delivered }, request));
			},
		};
	};

	const refuse = (status: number, code: string, sentence: string, message: string, arrived: ArrivedRequest, flow?: Flow): Reply => {
		const elapsedMs = sinceOf(arrived);
		metrics.answered('refused', code, elapsedMs);
		const body = JSON.stringify({ error: { code, message } });
		return {
			status,
			body,
			sent(delivered) {
				if (mayRecordRefusal()) write(refusedAttempt({ status, code, sentence, body, elapsedMs, delivered }, arrived, flow));
			},
		};
	};

	const refuseUnknown = (arrived: ArrivedRequest, sentence = 'No flow of this server has this name and key.', flow?: Flow) =>
		refuse(404, 'flow.unknown', sentence, 'There is nothing here.', arrived, flow);

	return {
		flowOf(target) {
			const { flow: name, key } = readVoiceTarget(target) ?? { flow: '', key: '' };
			const flow = flows.get(name);
			// Both are worked out always, so that the time tells nothing.
			const matches = keyMatches(flow, key);
			const lost = findLostFlow(name, key, tokens.all);
			if (flow) return matches ? flow : undefined;
			return flows.wasRemoved(name) ? undefined : lost;
		},
		async serve(flow, arrived) {
			const request = parseCallRequest(arrived);
			if (flow.accountIds.length > 0 && !flow.accountIds.includes(request.call.accountId)) {
				return refuseUnknown(arrived, `The flow takes no calls of account “${request.call.accountId}”.`, flow);
			}
			const work = () => desk({ attemptId: randomUUID(), flow, request, began: arrived.began });
			const { result, joined, joins } = inFlight.share(requestKey(flow.name, request.call.id, arrived), work);
			const served = await result;
			if (!joined) return replyTo(flow, arrived, served, joins, request);
			metrics.joined();
			return { status: served.status, body: served.body, sent: () => undefined };
		},
		serveUnread(flow, arrived, code, sentence) {
			return replyTo(flow, arrived, serveUnread({ attemptId: randomUUID(), flow }, code, sentence), () => 0);
		},
		refuse: (status, code, sentence, arrived, flow) => refuse(status, code, sentence, sentence, arrived, flow),
		refuseUnknown: (arrived) => refuseUnknown(arrived),
	};
}

function sinceOf({ began }: ArrivedRequest): number {
	return Math.round(performance.now() - began);
}

function servedAttempt(
	flow: Flow,
	arrived: ArrivedRequest,
	served: Served,
	measured: { readonly elapsedMs: number; readonly joined: number; readonly delivered: boolean },
	request: CallRequest | undefined,
): Attempt {
	return {
		id: served.attemptId,
		flow: flow.name,
		callId: request?.call.id ?? '',
		accountId: request?.call.accountId ?? '',
		from: request?.call.callerIdNumber ?? '',
		to: request?.call.to ?? '',
		method: arrived.method,
		at: arrived.at,
		budgetMs: flow.budgetMs,
		outcome: served.outcome,
		status: served.status,
		code: served.code,
		sentence: served.sentence,
		test: served.test,
		...(served.executionId === undefined ? {} : { executionId: served.executionId }),
		pivotsBefore: served.pivotsBefore,
		...measured,
		request: { ...wireOf(arrived), fields: request?.raw ?? null, remarks: [...(request?.remarks ?? []), ...(served.remarks ?? [])] },
		answer: served.body,
		faults: [...served.faults],
		warnings: served.warnings.map((warning) => ({ ...warning })),
	};
}

interface Refusal {
	readonly status: number;
	readonly code: string;
	readonly sentence: string;
	readonly body: string;
	readonly elapsedMs: number;
	readonly delivered: boolean;
}

function refusedAttempt({ body, ...refusal }: Refusal, arrived: ArrivedRequest, flow: Flow | undefined): Attempt {
	return {
		id: randomUUID(),
		flow: flow?.name ?? '',
		callId: '', accountId: '', from: '', to: '',
		method: arrived.method.slice(0, 16),
		at: arrived.at,
		budgetMs: flow?.budgetMs ?? 0,
		outcome: 'refused',
		test: false,
		...refusal,
		pivotsBefore: 0,
		joined: 0,
		request: { ...wireOf(arrived, REFUSED_EXCERPT), remarks: [] },
		answer: body,
		faults: [],
		warnings: [],
	};
}

/** Of a refused request this much is kept, in characters. */
const REFUSED_EXCERPT = 2_048;

function wireOf({ target, contentType, body }: ArrivedRequest, most = Infinity) {
	return {
		target: withoutKey(target).slice(0, most),
		...(contentType === undefined ? {} : { contentType }),
		...(body.length === 0 ? {} : { body: body.toString('utf8').slice(0, most) }),
	};
}
