import type { Verdict } from '../callResult';
import type { FlowEnd } from '../executor/runCallflow';
import type { LiveCall } from './liveCall';

/**
 * Served: a node chosen by the workflow, the fallback or the switch's own `_` ran after the last pivot. A hang-up, or more
 * silence than the budget, without one is a drop; so is a flow the switch breaks off in the middle.
 */
export function verdictOf(call: LiveCall, ended: FlowEnd, silenceBudgetMs: number): { verdict: Verdict; reason: string } {
	const unservedMs = call.unservedMs;
	if (ended.brokenOff) return { verdict: 'dropped', reason: sentence(ended.because) };
	if (unservedMs === undefined) return { verdict: 'served', reason: sentence(ended.because) };
	if (ended.by === 'caller' && unservedMs <= silenceBudgetMs) {
		return { verdict: 'left', reason: 'The caller hung up before the switch had an answer.' };
	}
	const waited = `after ${(unservedMs / 1000).toFixed(1)} s in which nothing ran for the caller`;
	return { verdict: 'dropped', reason: ended.by === 'caller' ? `The caller gave up ${waited}.` : sentence(`The switch hung up ${waited}: ${ended.because}`) };
}

function sentence(clause: string): string {
	const text = clause.endsWith('.') ? clause.slice(0, -1) : clause;
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
