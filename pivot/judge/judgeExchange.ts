import type { SwitchVersion } from '../switchVersion';
import type { DeliveredAnswer, Judgement, UndeliveredAnswer } from './judgement';

/** The first half of a judgement: what becomes of the call, and why. */
export type Verdict = Pick<Judgement, 'outcome' | 'code' | 'reason' | 'source'>;

const FAILURES: Readonly<Record<Exclude<UndeliveredAnswer['failure'], 'invalid-url'>, string>> = {
	refused: 'The server refused the connection',
	dns: 'The name of the server could not be resolved',
	tls: 'No secure connection could be made to the server',
	timeout: 'The complete answer did not come in time',
	closed: 'The server closed the connection before its answer was complete',
};

/** No answer came (reference "kazoo-pivot" §3; capture `http-server-closes-without-answer`). */
export function judgeFailure(failure: UndeliveredAnswer['failure'], version: SwitchVersion): Verdict {
	const source = 'kazoo-pivot §3';
	if (failure === 'invalid-url') {
		return { outcome: 'failback', code: 'answer.invalid-url', source, reason: 'The switch cannot read the URL and fails at once.' };
	}
	if (version === 'master') {
		return {
			outcome: 'failback late', code: `answer.${failure}`, source: `${source}, capture http-server-closes-without-answer`,
			reason: `${FAILURES[failure]}. This version only logs it and goes on after 10 seconds of silence.`,
		};
	}
	return { outcome: 'failback', code: `answer.${failure}`, source, reason: `${FAILURES[failure]}.` };
}

/** A status that delivers no body to the switch; undefined for 200 and 206, which do (reference "kazoo-pivot" §3, §6.1). */
export function judgeStatus({ status, headers }: DeliveredAnswer): Verdict | undefined {
	if (status === 200 || status === 206) return undefined;
	const source = 'kazoo-pivot §3';
	if (status >= 600) {
		return { outcome: 'failback late', code: 'answer.odd-status', source, reason: `The switch does not know what to do with status ${status} and goes on after 10 seconds of silence.` };
	}
	if (status === 503 && /^\d{1,2}$/.test(headers['retry-after'] ?? '')) {
		return {
			outcome: 'failback late', code: 'answer.retry-after', source: `${source}, §4.3, capture http-503-retry-after`,
			reason: 'With status 503 and Retry-After the switch repeats the request on its own; where that does not help, it goes on after 10 seconds of silence.',
		};
	}
	if (status >= 300 && status < 400) {
		return { outcome: 'failback', code: 'answer.redirect', source: `${source}, §4.3, capture http-308-get`, reason: `The switch did not follow the redirect (status ${status}).` };
	}
	return { outcome: 'failback', code: 'answer.status', source: `${source}, captures http-202-json, http-404-html, http-500-debug`, reason: `The switch takes an answer with status 200 or 206 only, not ${status}.` };
}
