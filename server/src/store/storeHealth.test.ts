import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createLog } from '../logs/log';
import { openSqliteStore } from './sqliteStore';
import { createStoreHealth } from './storeHealth';

describe('the health of the store', () => {
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'kazoo-pivot-health-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	const watched = async (name: string) => {
		const file = path.join(folder, name);
		const store = await openSqliteStore(file);
		const lines: string[] = [];
		const health = await createStoreHealth({ file, store, log: createLog('info', (line) => lines.push(line)), everyMs: 20 });
		const close = async () => {
			health.close();
			await store.close();
		};
		return { file, lines, health, close };
	};

	it('is told to be good while file and store are there', async () => {
		const { health, lines, close } = await watched('good.sqlite');
		expect([await health.look(), health.available, lines]).toEqual([undefined, true, []]);
		await close();
	});

	it.each([
		['removed', (file: string) => rmSync(file)],
		['replaced', (file: string) => {
			writeFileSync(`${file}.new`, '');
			renameSync(`${file}.new`, file);
		}],
	])('notices by itself when the file is %s, and says it once', async (how, act) => {
		const { file, health, lines, close } = await watched(`${how}.sqlite`);
		act(file);
		await vi.waitUntil(() => lines.length > 0);
		await sleep(100);
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/"level":"error","event":"store.unavailable".*removed or replaced/);
		expect(health.available).toBe(false);
		await close();
	});

	it('does not wait for a store that hangs, and tells when it is back', async () => {
		let hangs = true;
		const lines: string[] = [];
		const store = { ping: () => (hangs ? new Promise<void>(() => undefined) : Promise.resolve()) };
		const health = await createStoreHealth({ file: ':memory:', store, log: createLog('info', (line) => lines.push(line)), patienceMs: 30 });
		expect(await health.look()).toBe('The store does not answer.');
		hangs = false;
		expect(await health.look()).toBeUndefined();
		expect(lines.map((line) => line.includes('store.available'))).toEqual([false, true]);
		health.close();
	});
});
