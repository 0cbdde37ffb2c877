import { describe, expect, it } from 'vitest';
import { createLog } from '../logs/log';
import { openSqliteStore } from '../store/sqliteStore';
import type { Attempt } from './attempt';
import { createAttemptLog } from './attemptLog';

const log = createLog('silent', () => undefined);

function attempt(id: string, at = Date.now()): Attempt {
	return {
		id, flow: 'front-desk', callId: `${id}@a`, accountId: 'a', from: '1', to: '2', method: 'GET', at, elapsedMs: 5, budgetMs: 4000,
		outcome: 'workflow', status: 200, code: 'answer.runs', sentence: 'The workflow answered.', test: false, pivotsBefore: 0, joined: 0,
		delivered: true, request: { target: '/pivot/front-desk/•••', fields: { a: [1, null] }, remarks: [] }, answer: '{}', faults: [], warnings: [],
	};
}

describe('the attempt log', () => {
	it('keeps attempts whole, newest first', async () => {
		const store = await openSqliteStore(':memory:');
		const attempts = createAttemptLog(store, log);
		attempts.record(attempt('first', 1000));
		attempts.record(attempt('second', 2000));
		await attempts.flush();
		expect((await store.attempts({ limit: 10 })).map(({ id }) => id)).toEqual(['second', 'first']);
		expect(await store.attempts({ limit: 10, flow: 'front-desk', callId: 'first@a' })).toHaveLength(1);
		expect(await store.attempt('first')).toEqual(attempt('first', 1000));
		expect(await store.attempt('none')).toBeUndefined();
		await store.removeAttempts(1500);
		expect((await store.attempts({ limit: 10 })).map(({ id }) => id)).toEqual(['second']);
		await store.close();
	});

	it('writes by itself soon after', async () => {
		const store = await openSqliteStore(':memory:');
		const attempts = createAttemptLog(store, log);
		attempts.record(attempt('soon'));
		await expect.poll(() => store.attempt('soon'), { timeout: 2_000 }).toBeDefined();
		await store.close();
	});

	it('holds few details and a bounded number of attempts while the store is stuck, the oldest go first', async () => {
		const written: Attempt[] = [];
		let release: () => void = () => undefined;
		const stuck = new Promise<void>((resolve) => (release = resolve));
		const attempts = createAttemptLog({ addAttempts: async (batch) => void (await stuck, written.push(...batch)) }, log);
		attempts.record(attempt('0'));
		const flushed = attempts.flush();
		for (let index = 1; index <= 6_000; index += 1) attempts.record(attempt(String(index)));
		expect(attempts.waiting).toBe(5_000);
		release();
		await flushed;
		expect(written).toHaveLength(5_001);
		expect(written.at(-1)).toEqual(attempt('6000', written.at(-1)?.at));
		expect(written.at(-1_000)?.answer).toBe('');
		expect(attempts.dropped).toBeGreaterThan(1_000);
	});

	it('gives up a batch the store refuses, counts it, and goes on', async () => {
		let refuses = true;
		const written: Attempt[] = [];
		const addAttempts = (batch: readonly Attempt[]) => {
			if (refuses) return Promise.reject(new Error('disk full'));
			written.push(...batch);
			return Promise.resolve();
		};
		const attempts = createAttemptLog({ addAttempts }, log);
		attempts.record(attempt('lost'));
		await attempts.flush();
		refuses = false;
		attempts.record(attempt('kept'));
		await attempts.flush();
		expect([attempts.dropped, written.map(({ id }) => id)]).toEqual([1, ['kept']]);
	});
});
