import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPivotCounter } from './pivotCounter';

afterEach(() => void vi.useRealTimers());

describe('the pivot counter', () => {
	it('counts each call of each account by itself, and none without a Call-ID', () => {
		const pivots = createPivotCounter();
		const counts = [['a', '1'], ['a', '1'], ['b', '1'], ['a', '2'], ['', '1'], ['', '1']].map(([id = '', accountId = '']) => pivots.count({ id, accountId }));
		expect(counts).toEqual([0, 1, 0, 0, 0, 0]);
	});

	it('forgets calls after four hours', () => {
		vi.useFakeTimers();
		const pivots = createPivotCounter();
		pivots.count({ id: 'a', accountId: '1' });
		vi.advanceTimersByTime(4 * 60 * 60 * 1000 + 1);
		pivots.count({ id: 'b', accountId: '1' });
		expect(pivots.count({ id: 'a', accountId: '1' })).toBe(0);
	});

	it('remembers a bounded number, the latest', () => {
		const pivots = createPivotCounter();
		for (let call = 0; call <= 50_000; call += 1) pivots.count({ id: String(call), accountId: '1' });
		expect([pivots.count({ id: '50000', accountId: '1' }), pivots.count({ id: '0', accountId: '1' })]).toEqual([1, 0]);
	});
});
