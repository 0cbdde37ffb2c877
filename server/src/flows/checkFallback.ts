import { checkCallflow } from '../../../pivot/callflow/check';
import type { DenyList } from '../../../pivot/callflow/denyList';
import type { Registration } from '../../../pivot/pairing/messages';
import type { Log } from '../logs/log';
import type { Flow } from './flow';

/** What the switch makes of a fallback: why it would not run it, and what the person who drew it should read. */
export interface CheckedFallback {
	/** The first problem, with its place; absent: it runs. */
	readonly problem?: string;
	readonly warnings: readonly string[];
}

export function checkFallback({ fallback, switchVersion }: Pick<Registration, 'fallback' | 'switchVersion'>, deny: DenyList): CheckedFallback {
	if (fallback === undefined) return { warnings: [] };
	const { problems, warnings } = checkCallflow(fallback, { version: switchVersion, deny });
	const [problem] = problems;
	return {
		...(problem === undefined ? {} : { problem: `${problem.path || 'The root'}: ${problem.message}` }),
		warnings: warnings.map(({ path, message }) => `Fallback callflow, ${path || 'the root'}: ${message}`),
	};
}

/** A stored flow with its fallback judged by the rules of today: the deny list, or this program, may have changed since. */
export function withCheckedFallback(flow: Flow, deny: DenyList, log: Log): Flow {
	const { problem } = checkFallback(flow, deny);
	if (problem !== undefined) log.warn('flow.fallback-refused', { flow: flow.name, reason: problem });
	return { ...flow, fallbackRefused: problem };
}

/** Sentences about the fallback of a flow that is served the apology instead of it. */
export function fallbackWarnings({ fallbackRefused }: Flow): string[] {
	return fallbackRefused === undefined ? [] : [`The switch would refuse the fallback callflow now, so callers hear the apology instead of it. ${fallbackRefused}`];
}
