import type { Call } from '../../../pivot/request/callRequest';

/**
 * A call that asks more often than this within {@link WINDOW_MS} is taken to go in circles. Circles without the caller in them come
 * round in seconds and are cut short within minutes; where a round takes longer than ten seconds the caller hears what goes on and
 * can hang up. Counted like this, a monitor that asks with the same Call-ID for ever is served for ever.
 */
export const MOST_PIVOTS = 60;

/** In ms; begins with a pivot of the call, and again with the first one after its end. */
export const WINDOW_MS = 10 * 60 * 1000;

const MOST_CALLS = 50_000;
const FORGET_AFTER_MS = 4 * 60 * 60 * 1000;

/** Counts the pivots of each call; forgets the call that was silent longest. */
export interface PivotCounter {
	/** Counts one more. A request without Call-ID is never counted. */
	count(call: Pick<Call, 'id' | 'accountId'>): Counted;
}

export interface Counted {
	/** Pivots of the call before this one. */
	readonly before: number;
	/** It asked {@link MOST_PIVOTS} times already in the window under way. */
	readonly inCircles: boolean;
}

interface Pivots {
	readonly total: number;
	/** Of the last pivot, Unix ms. */
	readonly at: number;
	readonly windowBegan: number;
	readonly inWindow: number;
}

export function createPivotCounter(): PivotCounter {
	const calls = new Map<string, Pivots>();
	return {
		count({ id, accountId }) {
			if (id === '') return { before: 0, inCircles: false };
			const now = Date.now();
			const name = `${accountId} ${id}`;
			const known = calls.get(name);
			const isInWindow = known !== undefined && now - known.windowBegan < WINDOW_MS;
			const before = { total: known?.total ?? 0, inWindow: isInWindow ? known.inWindow : 0 };
			calls.delete(name);
			calls.set(name, { total: before.total + 1, at: now, windowBegan: isInWindow ? known.windowBegan : now, inWindow: before.inWindow + 1 });
			for (const [oldest, { at }] of calls) {
				if (calls.size <= MOST_CALLS && now - at < FORGET_AFTER_MS) break;
				calls.delete(oldest);
			}
			return { before: before.total, inCircles: before.inWindow >= MOST_PIVOTS };
		},
	};
}
