import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPivotCounter, MOST_PIVOTS, WINDOW_MS } from './pivotCounter';

afterEach(() => void vi.useRealTimers());

describe('the pivot counter', () => {
	it('counts each call of each account by itself, and none without a Call-ID', () => {
		const pivots = createPivotCounter();
		const counts = [['a', '1'], ['a', '1'], ['b', '1'], ['a', '2'], ['', '1'], ['', '1']].map(([id = '', accountId = '']) => pivots.count({ id, accountId }).before);
		expect(counts).toEqual([0, 1, 0, 0, 0, 0]);
	});

	it('forgets calls after four hours', () => {
		vi.useFakeTimers();
		const pivots = createPivotCounter();
		pivots.count({ id: 'a', accountId: '1' });
		vi.advanceTimersByTime(4 * 60 * 60 * 1000 + 1);
		pivots.count({ id: 'b', accountId: '1' });
		expect(pivots.count({ id: 'a', accountId: '1' })).toEqual({ before: 0, inCircles: false });
	});

	it('remembers a bounded number, the latest', () => {
		const pivots = createPivotCounter();
		for (let call = 0; call <= 50_000; call += 1) pivots.count({ id: String(call), accountId: '1' });
		expect(['50000', '0'].map((id) => pivots.count({ id, accountId: '1' }).before)).toEqual([1, 0]);
	});

	/** Pivots of one call, so many ms apart, until it is told to go in circles. */
	const untilCircles = (apartMs: number, most: number): number => {
		vi.useFakeTimers();
		const pivots = createPivotCounter();
		for (let pivot = 0; pivot < most; pivot += 1) {
			if (pivots.count({ id: 'a', accountId: '1' }).inCircles) return pivot;
			vi.advanceTimersByTime(apartMs);
		}
		return Infinity;
	};

	it.each([50, 1_000, 5_000, 9_000])('tells a call that comes round every %d ms to go in circles', (apartMs) => {
		expect(untilCircles(apartMs, 1_000)).toBe(MOST_PIVOTS);
	});

	it('never tells so of a monitor that asks with one Call-ID every ten seconds, day and night', () => {
		expect(untilCircles(10_000, 50_000)).toBe(Infinity);
	});

	it('serves again, once the window is over, who asked too often, and still knows how often that was', () => {
		vi.useFakeTimers();
		const pivots = createPivotCounter();
		const call = { id: 'a', accountId: '1' };
		for (let pivot = 0; pivot <= MOST_PIVOTS; pivot += 1) pivots.count(call);
		expect(pivots.count(call)).toEqual({ before: MOST_PIVOTS + 1, inCircles: true });
		vi.advanceTimersByTime(WINDOW_MS);
		expect(pivots.count(call)).toEqual({ before: MOST_PIVOTS + 2, inCircles: false });
	});
});
