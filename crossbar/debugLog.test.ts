import { describe, expect, it } from 'vitest';
import { NO_DENY_LIST } from '../pivot/callflow/denyList';
import type { JudgeSettings } from '../pivot/judge/judgement';
import type { JsonObject } from '../pivot/json';
import { gregorianSecondsOf } from '../pivot/time/gregorian';
import { failure, memorySwitch, success } from '../test/crossbar/memorySwitch';
import { listDebugLog, readDebugCall, readDebugLog } from './debugLog';
import { createCrossbar } from './session';
import type { CrossbarReply, CrossbarRequest } from './transport';

const JUDGE: JudgeSettings = { version: 'master', deny: NO_DENY_LIST };
const LOG = '/accounts/acc/pivot/debug';

function open(answer: (request: CrossbarRequest) => CrossbarReply) {
	const { transport, asked } = memorySwitch(answer);
	return { crossbar: createCrossbar({ transport, login: { kind: 'transport' }, now: () => 0 }), asked };
}

function row(callId: string, at: number, more: JsonObject = {}): JsonObject {
	return { call_id: callId, created: gregorianSecondsOf(at), debug_id: `${new Date(at).toISOString().slice(0, 7).replace('-', '')}-${callId}`, status_code: '200', ...more };
}

const JUNE_20 = Date.UTC(2026, 5, 20);
const AUGUST_10 = Date.UTC(2026, 7, 10);

describe('the debug log', () => {
	it('is listed month by month, because the switch reads at most 31 days', async () => {
		const { crossbar, asked } = open(() => success([]));
		await listDebugLog(crossbar, { accountId: 'acc', from: JUNE_20, to: AUGUST_10 });
		const seconds = (at: number) => String(gregorianSecondsOf(at));
		expect(asked.map(({ path, query }) => [path, query?.['created_from'], query?.['created_to']])).toEqual([
			[LOG, seconds(Date.UTC(2026, 7, 1)), seconds(AUGUST_10)],
			[LOG, seconds(Date.UTC(2026, 6, 1)), seconds(Date.UTC(2026, 7, 1) - 1)],
			[LOG, seconds(JUNE_20), seconds(Date.UTC(2026, 6, 1) - 1)],
		]);
		for (const { query } of asked) expect(Number(query?.['created_to']) - Number(query?.['created_from'])).toBeLessThan(31 * 86_400);
	});

	it('is filtered by time here, because the switch does not', async () => {
		const { crossbar } = open(() => success([row('before', JUNE_20 - 1000), row('first', JUNE_20), row('last', JUNE_20 + 5000), row('after', JUNE_20 + 6000), 'no time']));
		const { rows, complete } = await listDebugLog(crossbar, { accountId: 'acc', from: JUNE_20 + 400, to: JUNE_20 + 5400 });
		expect(rows.map(({ callId }) => callId)).toEqual(['last', 'first', 'no time']);
		expect(complete).toBe(true);
	});

	it('lists a call once that pages and months share', async () => {
		const end = Date.UTC(2026, 6, 1) - 1000;
		const { crossbar } = open(({ query }) => (Number(query?.['created_from']) < gregorianSecondsOf(end)
			? success([row('split', end, { status_code: null, uri: 'http://x/' })]) : success([row('split', end + 1000)])));
		const { rows } = await listDebugLog(crossbar, { accountId: 'acc', from: JUNE_20, to: AUGUST_10 - 86_400_000 * 15 });
		expect(rows).toMatchObject([{ callId: 'split', at: end, uri: 'http://x/', status: 200, debugIds: ['202607-split', '202606-split'] }]);
	});

	it('has no calls in a month without a database', async () => {
		const isJune = ({ query }: CrossbarRequest) => Number(query?.['created_from']) < gregorianSecondsOf(Date.UTC(2026, 6, 1));
		const { crossbar } = open((request) => (isJune(request) ? failure(503, 'datastore_missing') : success([row('a', AUGUST_10)])));
		await expect(listDebugLog(crossbar, { accountId: 'acc', from: JUNE_20, to: AUGUST_10 })).resolves.toMatchObject({ rows: [{ callId: 'a' }], complete: true });
		await expect(listDebugLog(open(() => failure(503, 'datastore_unreachable')).crossbar, { accountId: 'acc', from: JUNE_20, to: AUGUST_10 }))
			.rejects.toMatchObject({ code: 'crossbar.database' });
	});

	it.each([[AUGUST_10, JUNE_20], [0, AUGUST_10], [NaN, AUGUST_10]])('is not asked for a period from %d to %d', async (from, to) => {
		const { crossbar, asked } = open(() => success([]));
		await expect(listDebugLog(crossbar, { accountId: 'acc', from, to })).rejects.toMatchObject({ code: 'crossbar.setting' });
		expect(asked).toEqual([]);
	});

	it('is asked for a call with its id encoded', async () => {
		const { crossbar, asked } = open(() => success([]));
		await expect(readDebugCall(crossbar, { accountId: 'acc', callId: '7f3a/1;x:y@10.1.2.3', judge: JUDGE })).resolves.toMatchObject({ attempts: [], complete: true });
		expect(asked.map(({ path }) => path)).toEqual([`${LOG}/7f3a%2F1%3Bx%3Ay%4010.1.2.3`]);
		expect(asked[0]?.query).not.toHaveProperty('created_from');
	});

	it('is asked for odd call ids by debug id', async () => {
		const { crossbar, asked } = open(() => success([]));
		await readDebugCall(crossbar, { accountId: 'acc', callId: 'abcdef-1@x', from: JUNE_20, to: AUGUST_10, judge: JUDGE });
		expect(asked.map(({ path }) => path)).toEqual(['202608', '202607', '202606'].map((month) => `${LOG}/${month}-abcdef-1%40x`));
		const blind = readDebugCall(crossbar, { accountId: 'acc', callId: 'abcdef-1@x', judge: JUDGE });
		await expect(blind).rejects.toMatchObject({ code: 'crossbar.bad-id', message: expect.stringContaining('debug id') });
	});

	it('believes the documents, not the flags of the list', async () => {
		const { crossbar } = open(({ path }) => {
			if (path === LOG) return success([row('good', JUNE_20, { has_json_errors: true }), row('bad', JUNE_20, { has_json_errors: false })]);
			const isBad = path.endsWith('bad');
			const asked = { call_id: isBad ? 'bad' : 'good', created: gregorianSecondsOf(JUNE_20), method: 'post', uri: 'http://x/', req_headers: {}, req_body: '' };
			const flow = '{"module":"hangup","data":{}}';
			const told = { resp_status_code: '200', resp_headers: { 'content-type': 'application/json' }, resp_body: isBad ? '{' : flow };
			return success([asked, { call_id: asked.call_id, created: asked.created, ...told }]);
		});
		const period = { accountId: 'acc', from: JUNE_20, to: JUNE_20 + 1000, judge: JUDGE };
		expect((await readDebugLog(crossbar, { ...period, onlyFailures: true })).attempts.map(({ callId }) => callId)).toEqual(['bad']);
		expect((await readDebugLog(crossbar, period)).attempts).toHaveLength(2);
		expect(await readDebugLog(crossbar, { ...period, limit: 1 })).toMatchObject({ attempts: [{ callId: 'good' }], complete: false });
		expect((await readDebugLog(crossbar, { ...period, skip: ({ callId }) => callId === 'good' })).attempts.map(({ callId }) => callId)).toEqual(['bad']);
	});

	it('looks into the next month for an answer stored after midnight', async () => {
		const end = Date.UTC(2026, 6, 1) - 1000;
		const { crossbar, asked } = open(({ path }) => success(path === LOG ? [row('late', end)] : []));
		await readDebugLog(crossbar, { accountId: 'acc', from: end, to: end, judge: JUDGE });
		expect(asked.map(({ path }) => path)).toEqual([LOG, `${LOG}/202606-late`, `${LOG}/202607-late`]);
	});
});
