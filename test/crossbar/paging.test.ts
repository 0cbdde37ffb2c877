import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listDebugLog, readDebugCall, readDebugLog, type DebugListing } from '../../crossbar/debugLog';
import { createCrossbar, type Crossbar } from '../../crossbar/session';
import { NO_DENY_LIST } from '../../pivot/callflow/denyList';
import type { JudgeSettings } from '../../pivot/judge/judgement';
import type { DebugDocument } from '../../switch/callResult';
import { createAccountStore, startCrossbar, type PivotApi, type RunningCrossbar } from '../../switch/crossbar';
import { fetchTransport } from './fetchTransport';

const CALLS = 10_000;
const FROM = Date.UTC(2026, 3, 1);
const TO = Date.UTC(2026, 6, 1) - 1;
const STEP_MS = Math.floor((TO - FROM) / CALLS);
const JUDGE: JudgeSettings = { version: 'master', deny: NO_DENY_LIST };

/** Spread by a step that shares no factor with their number, so that call ids say nothing about times. Some look like debug ids. */
function callIdOf(index: number): string {
	const scattered = (index * 7_919) % CALLS;
	return index % 500 === 3 ? `abc${String(scattered).padStart(3, '0').slice(-3)}-${scattered}@10.0.0.1` : `${scattered.toString(36)}/${index};x:y@10.0.0.1`;
}

function atOf(index: number): number {
	return FROM + index * STEP_MS;
}

function isBroken(index: number): boolean {
	return index % 7 === 0;
}

/** Two documents a call, three where the JSON is broken, so that pages end inside calls; the last call of a month is answered in the next. */
function documentsOf(index: number): DebugDocument[] {
	const call = { call_id: callIdOf(index), iteration: 1, pvt_type: 'pivot_debug' };
	const body = isBroken(index) ? '{"module":' : '{"module":"hangup","data":{}}';
	const month = nextMonthAfter(atOf(index));
	const isLast = month <= TO && atOf(index + 1) >= month;
	const askedAt = isLast ? month - 1000 : atOf(index);
	const answeredAt = askedAt + 1000;
	return [
		{ storedAtMs: askedAt, document: { ...call, uri: `https://pivot.example/f?n=${index}`, method: 'get', req_headers: {}, req_body: '' } },
		{ storedAtMs: answeredAt, document: { ...call, resp_status_code: '200', resp_headers: { 'content-type': 'application/json' }, resp_body: body } },
		...(isBroken(index) ? [{ storedAtMs: answeredAt, document: { ...call, json_errors: { message: 'invalid JSON', before: body, after: '' }, resp_body: body } }] : []),
	];
}

function nextMonthAfter(at: number): number {
	const date = new Date(at);
	return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

function numbers(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index);
}

interface House {
	readonly server: RunningCrossbar;
	readonly crossbar: Crossbar;
	readonly accountId: string;
}

/** A switch whose log holds these calls. */
async function house(pivotApi: PivotApi, calls: readonly number[]): Promise<House> {
	const store = createAccountStore({ now: () => TO });
	store.debugLog(store.primary.id).add(calls.flatMap(documentsOf));
	const server = await startCrossbar({ store, pivotApi, deny: NO_DENY_LIST });
	const login = { kind: 'api-key', apiKey: store.primary.apiKey } as const;
	return { server, accountId: store.primary.id, crossbar: createCrossbar({ transport: fetchTransport(server.url), login, now: () => TO }) };
}

describe('ten thousand attempts over three months', () => {
	let open: House;
	let list: DebugListing;
	beforeAll(async () => {
		open = await house('current', numbers(CALLS));
		list = await listDebugLog(open.crossbar, { accountId: open.accountId, from: FROM, to: TO });
	});
	afterAll(() => open.server.close());

	it('are listed completely, merged, none twice', () => {
		const { rows, complete, remarks, unread } = list;
		expect({ complete, remarks, unread }).toEqual({ complete: true, remarks: [], unread: [] });
		expect(rows).toHaveLength(CALLS);
		const byCall = new Map(rows.map((row) => [row.callId, row]));
		expect(byCall.size).toBe(CALLS);
		for (let index = 0; index < CALLS; index++) {
			const row = byCall.get(callIdOf(index));
			if (row?.status !== 200 || !row.uri?.endsWith(`n=${index}`) || row.debugIds.length === 0) expect.fail(`Call ${index} is not whole: ${JSON.stringify(row)}`);
		}
		expect(rows.filter(({ debugIds }) => debugIds.length === 2)).toHaveLength(2);
		expect(rows.every(({ at = 0 }, place) => at <= (rows[place - 1]?.at ?? Infinity))).toBe(true);
	});

	it('are listed the same in pages of any size', async () => {
		const period = { accountId: open.accountId, from: Date.UTC(2026, 5, 29), to: TO };
		const expected = numbers(CALLS).filter((index) => Math.floor(atOf(index) / 1000) * 1000 >= period.from).map(callIdOf).sort();
		for (const pageSize of [37, 1000]) {
			const { rows } = await listDebugLog(open.crossbar, period, { pageSize });
			expect(rows.map(({ callId }) => callId).sort()).toEqual(expected);
		}
	});

	it('are read whole, and only the broken ones failed', async () => {
		const day = { accountId: open.accountId, from: Date.UTC(2026, 4, 20), to: Date.UTC(2026, 4, 21) - 1 };
		const expected = numbers(CALLS).filter((index) => isBroken(index) && atOf(index) >= day.from && atOf(index) <= day.to);
		const { attempts, complete } = await readDebugLog(open.crossbar, { ...day, judge: JUDGE, onlyFailures: true });
		expect(complete).toBe(true);
		expect(attempts.map(({ callId }) => callId).sort()).toEqual(expected.map(callIdOf).sort());
		expect(attempts.every(({ errors, judgement, request }) => errors.json !== undefined && judgement?.outcome === 'hangup' && request !== undefined)).toBe(true);
	});

	it('include those whose ids the switch misreads, and those of two months', async () => {
		const odd = await readDebugCall(open.crossbar, { accountId: open.accountId, callId: callIdOf(3), from: FROM, to: FROM + 86_400_000, judge: JUDGE });
		expect(odd.attempts).toMatchObject([{ callId: callIdOf(3), failed: false, answer: { status: 200 } }]);
		for (const { callId, debugIds } of list.rows.filter((row) => row.debugIds.length === 2)) {
			const { attempts } = await readDebugCall(open.crossbar, { accountId: open.accountId, callId, debugIds, judge: JUDGE });
			expect(attempts).toMatchObject([{ callId, request: { method: 'GET' }, answer: { status: 200 } }]);
		}
	});
});

describe('a switch of another kind', () => {
	it('that lists nothing but call ids is read all the same', async () => {
		const calls = numbers(CALLS).slice(-150);
		const { server, crossbar, accountId } = await house('early', calls);
		const { attempts } = await readDebugLog(crossbar, { accountId, from: TO - 30 * 86_400_000, to: TO, judge: JUDGE });
		await server.close();
		expect(attempts.map(({ callId }) => callId).sort()).toEqual(calls.map(callIdOf).sort());
		expect(attempts.filter(({ failed }) => failed).map(({ callId }) => callId).sort()).toEqual(calls.filter(isBroken).map(callIdOf).sort());
	});

	it('without cb_pivot says how to start it', async () => {
		const server = await startCrossbar({ pivotApi: 'not started' });
		const { primary } = server.store;
		const crossbar = createCrossbar({ transport: fetchTransport(server.url), login: { kind: 'api-key', apiKey: primary.apiKey }, now: Date.now });
		const refusal = listDebugLog(crossbar, { accountId: primary.id, from: Date.now() - 1000, to: Date.now() });
		await expect(refusal).rejects.toMatchObject({ code: 'crossbar.debug-not-loaded' });
		await expect(refusal).rejects.toThrow('sup crossbar_maintenance start_module cb_pivot');
		await server.close();
	});
});
