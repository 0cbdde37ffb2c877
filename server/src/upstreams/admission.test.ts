import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createAdmission } from './admission';

const within = (ms: number) => performance.now() + ms;

describe('admission', () => {
	it('lets in as many as there are places, the next when one leaves', async () => {
		const admission = createAdmission(2);
		const first = await admission.enter('front-desk', within(1_000));
		await admission.enter('front-desk', within(1_000));
		const third = admission.enter('front-desk', within(1_000));
		expect([admission.inFlight, admission.waiting]).toEqual([2, 1]);
		first?.leave(10);
		expect(await third).toBeDefined();
		expect([admission.inFlight, admission.waiting]).toEqual([2, 0]);
	});

	it('sends away at once who would wait past the deadline', async () => {
		const admission = createAdmission(1);
		(await admission.enter('front-desk', within(1_000)))?.leave(600);
		await admission.enter('front-desk', within(1_000));
		const start = performance.now();
		expect(await admission.enter('front-desk', within(1_000))).toBeUndefined();
		expect(performance.now() - start).toBeLessThan(100);
	});

	it('sends away who has waited in vain, in time for nothing but the fallback', async () => {
		const admission = createAdmission(1);
		await admission.enter('front-desk', within(1_000));
		const start = performance.now();
		expect(await admission.enter('front-desk', within(100))).toBeUndefined();
		expect(performance.now() - start).toBeLessThan(400);
		expect(admission.waiting).toBe(0);
	});

	it('always asks again when nobody is being asked, however slow it was', async () => {
		const admission = createAdmission(1);
		(await admission.enter('front-desk', within(1_000)))?.leave(60_000);
		expect(await admission.enter('front-desk', within(1_000))).toBeDefined();
	});

	it('leaves places to other flows when one takes all it gets', async () => {
		const admission = createAdmission(48);
		const taken = await Promise.all(Array.from({ length: 200 }, () => admission.enter('hangs', within(100))));
		expect(taken.filter((place) => place !== undefined)).toHaveLength(36);
		const second = await Promise.all(Array.from({ length: 200 }, () => admission.enter('hangs too', within(100))));
		expect(second.filter((place) => place !== undefined)).toHaveLength(9);
		expect(await admission.enter('healthy', within(100))).toBeDefined();
	});

	it('lets the next flow in when the one before it in the queue has its share', async () => {
		const admission = createAdmission(4);
		const [first] = await Promise.all([1, 2, 3].map(() => admission.enter('hangs', within(1_000))));
		const other = await admission.enter('healthy', within(1_000));
		const waiting = [admission.enter('hangs', within(1_000)), admission.enter('healthy', within(1_000))] as const;
		other?.leave(10);
		expect(await waiting[1]).toBeDefined();
		expect(admission.of('hangs').inFlight).toBe(3);
		expect(admission.waiting).toBe(1);
		first?.leave(10);
		expect(await waiting[0]).toBeDefined();
	});

	it('sends away who gets a place with less time left than an answer takes', async () => {
		const admission = createAdmission(1);
		const first = await admission.enter('front-desk', within(1_000));
		const second = admission.enter('front-desk', within(400));
		await sleep(100);
		first?.leave(390);
		expect(await second).toBeUndefined();
		expect([admission.inFlight, admission.waiting]).toEqual([0, 0]);
	});

	it('gives a place back once', async () => {
		const admission = createAdmission(1);
		const place = await admission.enter('front-desk', within(1_000));
		place?.leave(1);
		place?.leave(1);
		await sleep(0);
		expect(admission.inFlight).toBe(0);
	});
});
