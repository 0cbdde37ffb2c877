import type { SwitchVersion } from '../switchVersion';
import { callflowOf, judgeBody, readBody } from './judgeBody';
import { judgeFailure, judgeStatus, type Verdict } from './judgeExchange';
import type { HttpAnswer, JudgeSettings, Judgement, Outcome } from './judgement';

/**
 * What the switch will do with the answer to the first request of a pivot (reference "kazoo-pivot" §3 and §6; captures of
 * master). Redirects and repeats the switch's HTTP client makes on its own are over by then: the answer is the last one it
 * got, or one it did not follow. TwiML is not judged: where it would be executed, the outcome is `unknown`.
 *
 * For `any`, the worst of the three versions; problems and warnings are those of all, the flow is master's. Never throws.
 *
 * @example
 * judgeAnswer({ status: 202, headers: {}, body }, { version: 'master', deny: KAZOO_DENY_LIST }).outcome // 'failback'
 */
export function judgeAnswer(answer: HttpAnswer, settings: JudgeSettings): Judgement {
	const nothing = { problems: [], warnings: [] };
	if ('failure' in answer) return { ...worst(settings, (version) => judgeFailure(answer.failure, version)), ...nothing };
	const byStatus = judgeStatus(answer);
	if (byStatus) return { ...byStatus, ...nothing };
	const body = readBody(answer, settings);
	return { ...worst(settings, (version) => judgeBody(body, version, settings)), ...callflowOf(body, settings) };
}

/** From best to worst; a hang-up is as bad as silence. */
const RANKS: Readonly<Record<Outcome, number>> = { runs: 0, failback: 1, 'failback late': 2, silence: 3, hangup: 3, unknown: 4 };

/** Asked in this order, so that of equally bad verdicts the measured one is told. */
const ASKED: readonly (readonly [SwitchVersion, string])[] = [['master', 'KAZOO master'], ['4.3', 'KAZOO 4.3'], ['K5', 'KAZOO 5']];

function worst(settings: JudgeSettings, judge: (version: SwitchVersion) => Verdict): Verdict {
	if (settings.version !== 'any') return judge(settings.version);
	const verdicts = ASKED.map(([version, name]) => ({ ...judge(version), name }));
	const { name, ...verdict } = verdicts.reduce((one, other) => (RANKS[other.outcome] > RANKS[one.outcome] ? other : one));
	const isShared = verdicts.every((other) => other.outcome === verdict.outcome);
	return isShared ? verdict : { ...verdict, reason: `${name}: ${verdict.reason}` };
}
