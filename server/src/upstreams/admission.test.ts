import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createAdmission } from './admission';

const within = (ms: number) => performance.now() + ms;

describe('admission', () => {
	it('lets in as many as there are places, the next when one leaves', async () => {
		const admission = createAdmission(2);
		const first = await admission.enter(within(1_000));
		await admission.enter(within(1_000));
		const third = admission.enter(within(1_000));
		expect([admission.inFlight, admission.waiting]).toEqual([2, 1]);
		first?.leave(10);
		expect(await third).toBeDefined();
		expect([admission.inFlight, admission.waiting]).toEqual([2, 0]);
	});

	it('sends away at once who would wait past the deadline', async () => {
		const admission = createAdmission(1);
		(await admission.enter(within(1_000)))?.leave(600);
		await admission.enter(within(1_000));
		const start = performance.now();
		expect(await admission.enter(within(1_000))).toBeUndefined();
		expect(performance.now() - start).toBeLessThan(100);
	});

	it('sends away who has waited in vain, in time for nothing but the fallback', async () => {
		const admission = createAdmission(1);
		await admission.enter(within(1_000));
		const start = performance.now();
		expect(await admission.enter(within(100))).toBeUndefined();
		expect(performance.now() - start).toBeLessThan(400);
		expect(admission.waiting).toBe(0);
	});

	it('always asks again when nobody is being asked, however slow it was', async () => {
		const admission = createAdmission(1);
		(await admission.enter(within(1_000)))?.leave(60_000);
		expect(await admission.enter(within(1_000))).toBeDefined();
	});

	it('gives a place back once', async () => {
		const admission = createAdmission(1);
		const place = await admission.enter(within(1_000));
		place?.leave(1);
		place?.leave(1);
		await sleep(0);
		expect(admission.inFlight).toBe(0);
	});
});
