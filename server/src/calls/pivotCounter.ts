import type { Call } from '../../../pivot/request/callRequest';

/** A call that asks more often than this is taken to go in circles. */
export const MOST_PIVOTS = 60;

const MOST_CALLS = 50_000;
const FORGET_AFTER_MS = 4 * 60 * 60 * 1000;

/** Counts the pivots of each call; forgets the call that was silent longest. */
export interface PivotCounter {
	/** Counts one more and returns how many there were before. A request without Call-ID is never counted. */
	count(call: Pick<Call, 'id' | 'accountId'>): number;
}

export function createPivotCounter(): PivotCounter {
	const calls = new Map<string, { readonly pivots: number; readonly at: number }>();
	return {
		count({ id, accountId }) {
			if (id === '') return 0;
			const now = Date.now();
			const name = `${accountId} ${id}`;
			const before = calls.get(name)?.pivots ?? 0;
			calls.delete(name);
			calls.set(name, { pivots: before + 1, at: now });
			for (const [oldest, { at }] of calls) {
				if (calls.size <= MOST_CALLS && now - at < FORGET_AFTER_MS) break;
				calls.delete(oldest);
			}
			return before;
		},
	};
}
