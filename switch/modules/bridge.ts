import type { EndpointBehaviour, EndpointScript } from '../account';
import type { LiveCall } from '../call/liveCall';
import { end, goOn, goTo, type Step } from '../executor/step';

/** Someone to ring. */
export interface RungEndpoint {
	readonly id: string;
	/** ms before it starts to ring. */
	readonly delayMs: number;
	/** ms it rings at most. */
	readonly ringMs: number;
}

/** How ringing ended. */
export type RingResult = AnsweredRing | FailedRing;

export interface AnsweredRing {
	readonly answeredBy: string;
	readonly afterMs: number;
}

export interface FailedRing {
	readonly cause: string;
	readonly sipCode: number;
	readonly afterMs: number;
	/** False: there was nothing to ring at all. */
	readonly built: boolean;
}

/** The media switch's own limit where KAZOO sets none, in ms. */
export const MEDIA_SWITCH_RING_MS = 60_000;

const ANSWERS_AFTER_MS = 4_000;

const FAILURES: Record<Exclude<EndpointBehaviour, 'answers'>, FailedRing> = {
	'no-answer': { cause: 'NO_ANSWER', sipCode: 480, afterMs: Infinity, built: true },
	busy: { cause: 'USER_BUSY', sipCode: 486, afterMs: 500, built: true },
	rejected: { cause: 'CALL_REJECTED', sipCode: 603, afterMs: 3_000, built: true },
	unregistered: { cause: 'USER_NOT_REGISTERED', sipCode: 480, afterMs: 0, built: true },
	missing: { cause: 'NO_ENDPOINTS', sipCode: 404, afterMs: 0, built: false },
	'do-not-disturb': { cause: 'DO_NOT_DISTURB', sipCode: 480, afterMs: 0, built: false },
};

/** What one endpoint does when it is rung; one the account does not list answers. */
export function ringOne(call: LiveCall, rung: RungEndpoint): RingResult {
	const script: EndpointScript = call.account.endpoints?.[rung.id] ?? {};
	const does = script.does ?? 'answers';
	const failure = does === 'answers' ? undefined : FAILURES[does];
	const afterMs = script.afterMs ?? failure?.afterMs ?? ANSWERS_AFTER_MS;
	if (afterMs >= rung.ringMs) return { cause: 'NO_ANSWER', sipCode: 480, afterMs: rung.delayMs + rung.ringMs, built: true };
	if (failure === undefined) return { answeredBy: rung.id, afterMs: rung.delayMs + afterMs };
	return {
		cause: script.cause ?? failure.cause, sipCode: script.sipCode ?? failure.sipCode, afterMs: rung.delayMs + afterMs, built: failure.built,
	};
}

/** Rings several: all at once, where the first who answers wins, or one after another. */
export function ringSeveral(call: LiveCall, rung: readonly RungEndpoint[], strategy: 'simultaneous' | 'single'): RingResult {
	const results = rung.map((endpoint) => ringOne(call, endpoint));
	if (strategy === 'simultaneous') return firstOf(results);
	let spentMs = 0;
	for (const result of results) {
		if ('answeredBy' in result) return { ...result, afterMs: spentMs + result.afterMs };
		spentMs += result.afterMs;
	}
	return { ...firstOf(results), afterMs: spentMs };
}

function firstOf(results: readonly RingResult[]): RingResult {
	const answered = results.filter((result) => 'answeredBy' in result).sort((one, other) => one.afterMs - other.afterMs)[0];
	if (answered !== undefined) return answered;
	const failed = results.filter((result) => 'cause' in result).sort((one, other) => other.afterMs - one.afterMs);
	return failed.find((result) => result.built) ?? failed[0] ?? { ...FAILURES.missing };
}

/** Lets the caller wait while it rings, then talk or hear how it failed. Undefined: nobody answered. */
export async function letRing(call: LiveCall, who: string, result: RingResult): Promise<Step | undefined> {
	await call.hear('ringing', `rings ${who}`, result.afterMs);
	if (!('answeredBy' in result)) return undefined;
	call.answer();
	await call.hear('conversation', `talks to ${result.answeredBy}`, call.script.talkMs);
	return end(`the conversation with ${result.answeredBy} is over${call.afterBridge === undefined ? '' : `, and the caller is ${call.afterBridge}`}`);
}

/**
 * Where a failed bridge goes: the child named after the hangup cause, then after the SIP code, then `_`. Endpoints that
 * could not be built at all go to `_`; K5 looks for the reason first.
 */
export function afterFailure(call: LiveCall, result: RingResult): Step {
	if (!('cause' in result)) return goOn();
	if (!result.built && call.version !== 'K5') return goOn('there is nobody to ring');
	return goTo([result.cause, `sip:${result.sipCode}`], `the call failed: ${result.cause} (sip:${result.sipCode})`);
}
