import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../logs/log';
import { openSqliteStore } from '../store/sqliteStore';
import type { Store } from '../store/store';
import { createStateKeeper, MAX_STATE_BYTES } from './stateKeeper';

const log = createLog('silent', () => undefined);
const state = (value: string) => ({ variables: { value }, secret: ['value'], before: {} });
const DAY_MS = 24 * 60 * 60 * 1000;

afterEach(() => void vi.useRealTimers());

/** A store of which some calls do as the test says. */
function storeWith(changes: Partial<Store>) {
	return { saveState: () => Promise.resolve(), state: () => Promise.resolve(undefined), removeStates: () => Promise.resolve(), ...changes };
}

describe('the state keeper', () => {
	it('gives a state back to its call, and to no other', async () => {
		const keeper = createStateKeeper(storeWith({}), log);
		const id = keeper.keep('call-1', state('x')) ?? '';
		expect(await keeper.find('call-1', id, 10)).toEqual(state('x'));
		expect(await keeper.find('call-2', id, 10)).toBeUndefined();
	});

	it('keeps it over a restart', async () => {
		const folder = await mkdtemp(path.join(tmpdir(), 'states-'));
		const file = path.join(folder, 'store.sqlite');
		const first = await openSqliteStore(file);
		const before = createStateKeeper(first, log);
		const id = before.keep('call-1', state('x')) ?? '';
		await before.flush();
		await first.close();
		const second = await openSqliteStore(file);
		const after = createStateKeeper(second, log);
		expect(await after.find('call-1', id, 5_000)).toEqual(state('x'));
		expect(await after.find('call-2', id, 5_000)).toBeUndefined();
		await second.close();
		rmSync(folder, { recursive: true });
	});

	it('forgets it after a day, in memory and in the store', async () => {
		const store = await openSqliteStore(':memory:');
		const keeper = createStateKeeper(store, log);
		const id = keeper.keep('call-1', state('x')) ?? '';
		await keeper.flush();
		expect(await store.state(id)).toMatchObject({ callId: 'call-1' });
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY_MS + 1000 });
		expect(await keeper.find('call-1', id, 5_000)).toBeUndefined();
		await keeper.removeExpired();
		expect(await store.state(id)).toBeUndefined();
		await store.close();
	});

	it('never lets a call wait for a store that is stuck', async () => {
		const keeper = createStateKeeper(storeWith({ state: () => new Promise(() => undefined) }), log);
		const start = performance.now();
		expect(await keeper.find('call-1', 'unknown', 50)).toBeUndefined();
		expect(performance.now() - start).toBeLessThan(1_000);
	});

	it('serves from memory though the store fails', async () => {
		const fails = () => Promise.reject(new Error('disk full'));
		const keeper = createStateKeeper(storeWith({ saveState: fails, state: fails, removeStates: fails }), log);
		const id = keeper.keep('call-1', state('x')) ?? '';
		await keeper.flush();
		await keeper.removeExpired();
		expect(await keeper.find('call-1', id, 50)).toEqual(state('x'));
		expect(await keeper.find('call-1', 'unknown', 50)).toBeUndefined();
	});

	it('writes the same state once, and none above 64 KiB', () => {
		let writes = 0;
		const keeper = createStateKeeper(storeWith({ saveState: () => Promise.resolve(void (writes += 1)) }), log);
		expect(keeper.keep('call-1', state('x'))).toBe(keeper.keep('call-1', state('x')));
		expect(keeper.keep('call-1', state('x'.repeat(MAX_STATE_BYTES)))).toBeUndefined();
		expect(writes).toBe(1);
	});

	it('holds a bounded number of bytes; the oldest are found in the store', async () => {
		const asked: string[] = [];
		const keeper = createStateKeeper(storeWith({ state: (id) => Promise.resolve(void asked.push(id)) }), log);
		const ids = Array.from({ length: 600 }, (_, index) => keeper.keep('call-1', state(`${index}${'x'.repeat(60_000)}`)) ?? '');
		await keeper.find('call-1', ids.at(-1) ?? '', 10);
		await keeper.find('call-1', ids[0] ?? '', 10);
		expect(asked).toEqual([ids[0]]);
	});
});
