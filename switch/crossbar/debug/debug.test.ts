import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../pivot/json';
import { GREGORIAN_OFFSET_SECONDS } from '../../../pivot/time/gregorian';
import type { DebugDocument } from '../../callResult';
import { startCrossbar, type CrossbarOptions, type RunningCrossbar } from '../startCrossbar';
import { createAccountStore } from '../store/accountStore';
import { logIn, textOf, type AccountClient, type Answer } from '../testing/client';

const NOW = Date.UTC(2026, 5, 15, 12);
const DAY = 86_400_000;
const gregorian = (unixMs: number) => Math.floor(unixMs / 1000) + GREGORIAN_OFFSET_SECONDS;

let crossbar: RunningCrossbar | undefined;
afterEach(async () => {
	await crossbar?.close();
	crossbar = undefined;
});

/** A switch whose log holds these documents; the first has the lowest id. */
async function logged(documents: readonly DebugDocument[], options: CrossbarOptions = {}): Promise<AccountClient> {
	let count = 0;
	const store = createAccountStore({ now: () => NOW, newId: () => (count += 1).toString(16).padStart(32, '0') });
	store.debugLog(store.primary.id).add(documents);
	crossbar = await startCrossbar({ ...options, store });
	return logIn(crossbar);
}

const document = (callId: string, storedAtMs: number, fields: JsonObject): DebugDocument =>
	({ storedAtMs, document: { call_id: callId, iteration: 1, pvt_type: 'pivot_debug', ...fields } });

const request = (callId: string, atMs = NOW) => document(callId, atMs, { uri: 'https://pivot.example/ivr', method: 'post', req_headers: {}, req_body: '{}' });
const response = (callId: string, atMs = NOW) => document(callId, atMs, { resp_status_code: '200', resp_headers: { 'content-type': 'application/json' }, resp_body: '{}' });
const attempt = (callId: string, atMs = NOW) => [request(callId, atMs), response(callId, atMs)];

const callIds = ({ rows }: Answer) => rows.map((row) => row['call_id']);

describe('the list of the debug log', () => {
	it('has one row for a call, merged from its documents', async () => {
		const acme = await logged(attempt('7f3a@10.1.2.3'));
		const { status, body, rows } = await acme.get('/pivot/debug');
		expect(status).toBe(200);
		expect(rows).toEqual([{
			call_id: '7f3a@10.1.2.3', created: gregorian(NOW), uri: 'https://pivot.example/ivr', status_code: '200', node: 'pivot@apps1.virtual.example',
			iteration: 1, has_schema_errors: false, has_json_errors: false, debug_id: '202606-7f3a@10.1.2.3',
		}]);
		expect(body).toMatchObject({ page_size: 1, status: 'success' });
		expect(body).not.toHaveProperty('next_start_key');
	});

	it('takes the fields of the document it sees first, so that errors may go unseen', async () => {
		const errors = document('c1', NOW, { json_errors: { message: 'invalid JSON', before: '', after: '' }, resp_body: '{' });
		const [row] = (await (await logged([errors, request('c1')])).get('/pivot/debug')).rows;
		expect(row).toMatchObject({ uri: 'https://pivot.example/ivr', has_json_errors: false });
		await crossbar?.close();
		const [other] = (await (await logged([request('c1'), errors])).get('/pivot/debug')).rows;
		expect(other).toMatchObject({ uri: 'https://pivot.example/ivr', has_json_errors: true });
	});

	it('leaves out later iterations of a TwiML session', async () => {
		const acme = await logged([request('c1'), document('c1', NOW, { iteration: 2, resp_status_code: '500' }), document('c2', NOW, { iteration: 2, uri: 'https://later.example' })]);
		expect((await acme.get('/pivot/debug')).rows).toMatchObject([{ call_id: 'c1', iteration: 1 }]);
		expect((await acme.get('/pivot/debug')).rows[0]).not.toHaveProperty('status_code');
	});

	it('is by call id, and by time only within a page', async () => {
		const acme = await logged([...attempt('a', NOW - 1_000), ...attempt('b', NOW - 3_000), ...attempt('c', NOW - 2_000), ...attempt('d', NOW - 4_000)]);
		expect(callIds(await acme.get('/pivot/debug'))).toEqual(['a', 'c', 'b', 'd']);
		const first = await acme.get('/pivot/debug?page_size=2');
		expect([callIds(first), first.body['page_size'], first.body['next_start_key']]).toEqual([['c', 'd'], 2, 'g20AAAABYg']);
		const second = await acme.get(`/pivot/debug?page_size=2&start_key=${textOf(first.body['next_start_key'])}`);
		expect([callIds(second), second.body['start_key']]).toEqual([['a', 'b'], 'g20AAAABYg']);
		expect(second.body).not.toHaveProperty('next_start_key');
	});

	it('is ascending only with ascending=true', async () => {
		const acme = await logged([...attempt('a', NOW - 1_000), ...attempt('b', NOW - 2_000)]);
		expect(callIds(await acme.get('/pivot/debug?descending=false'))).toEqual(['a', 'b']);
		expect(callIds(await acme.get('/pivot/debug?ascending=false'))).toEqual(['a', 'b']);
		expect(callIds(await acme.get('/pivot/debug?ascending=true'))).toEqual(['b', 'a']);
	});

	it('takes twice its size in documents, so that the end of a page may split a call', async () => {
		const acme = await logged([...attempt('a'), response('b'), request('b'), response('b'), ...attempt('c')]);
		const first = await acme.get('/pivot/debug?page_size=2');
		expect(callIds(first).sort()).toEqual(['b', 'c']);
		const second = await acme.get(`/pivot/debug?page_size=2&start_key=${textOf(first.body['next_start_key'])}`);
		expect(callIds(second).sort()).toEqual(['a', 'b']);
	});

	it('has no pages with paginate=false', async () => {
		const acme = await logged(Array.from({ length: 120 }, (_, index) => attempt(`call-${index}`)).flat());
		expect((await acme.get('/pivot/debug')).body['page_size']).toBe(50);
		const all = await acme.get('/pivot/debug?paginate=false');
		expect(all.rows).toHaveLength(120);
		for (const key of ['page_size', 'start_key', 'next_start_key']) expect(all.body).not.toHaveProperty(key);
	});

	it('looks 31 days back, and takes a window for the months it touches', async () => {
		const acme = await logged([...attempt('june', NOW - DAY), ...attempt('late-may', Date.UTC(2026, 4, 30)), ...attempt('early-may', Date.UTC(2026, 4, 2)), ...attempt('april', Date.UTC(2026, 3, 30))]);
		expect(callIds(await acme.get('/pivot/debug'))).toEqual(['june', 'late-may', 'early-may']);
		const window = (from: number, to: number) => acme.get(`/pivot/debug?created_from=${gregorian(from)}&created_to=${gregorian(to)}`);
		expect(callIds(await window(Date.UTC(2026, 4, 10), Date.UTC(2026, 4, 11)))).toEqual(['late-may', 'early-may']);
		expect(callIds(await window(Date.UTC(2026, 3, 1), Date.UTC(2026, 3, 2)))).toEqual(['april']);
		expect(callIds(await window(Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2)))).toEqual([]);
	});

	it('loses rows where a page goes over into an older month, and none where months are asked for one by one', async () => {
		const acme = await logged([...attempt('b', NOW), ...attempt('a', NOW), ...attempt('z', Date.UTC(2026, 4, 30))]);
		const first = await acme.get('/pivot/debug?page_size=1');
		const second = await acme.get(`/pivot/debug?page_size=1&start_key=${textOf(first.body['next_start_key'])}`);
		expect([callIds(first), callIds(second), second.body['next_start_key']]).toEqual([['b'], ['a'], undefined]);
		expect(callIds(await acme.get(`/pivot/debug?created_from=${gregorian(Date.UTC(2026, 4, 1))}&created_to=${gregorian(Date.UTC(2026, 4, 31))}`))).toEqual(['z']);
	});

	it('gives a document of a call that goes over the end of a month to whichever row came last', async () => {
		const may = Date.UTC(2026, 4, 31, 23, 59);
		const acme = await logged([request('x', may), response('x', may), request('x', NOW), request('a', NOW - 1_000)]);
		expect((await acme.get('/pivot/debug')).rows.map((row) => [row['call_id'], row['status_code']])).toEqual([['x', undefined], ['a', '200']]);
	});

	it.each([
		['page_size=0', 404, 'faulty_request'],
		['page_size=many', 404, 'faulty_request'],
		[`created_from=${gregorian(NOW - 40 * DAY)}`, 400, 'validation error'],
		[`created_from=${gregorian(NOW)}&created_to=${gregorian(NOW - DAY)}`, 400, 'validation error'],
	])('with %s answers %i', async (query, status, message) => {
		const answer = await (await logged(attempt('a'))).get(`/pivot/debug?${query}`);
		expect(answer).toMatchObject({ status, body: { message } });
		if (status === 400) expect(answer.document).toMatchObject({ created_from: { date_range: { message: expect.any(String) as string } } });
	});

	it('passes over times that are none', async () => {
		expect(callIds(await (await logged(attempt('a'))).get('/pivot/debug?created_from=yesterday&created_to=-5'))).toEqual(['a']);
	});
});

describe('the documents of a call', () => {
	it('are newest first by call id, oldest first by debug id', async () => {
		const acme = await logged([request('7f3a@10.1.2.3', NOW - 2_000), response('7f3a@10.1.2.3', NOW - 1_000)]);
		const byCall = await acme.get(`/pivot/debug/${encodeURIComponent('7f3a@10.1.2.3')}`);
		expect(byCall.rows.map((row) => row['created'])).toEqual([gregorian(NOW - 1_000), gregorian(NOW - 2_000)]);
		const byDebugId = await acme.get(`/pivot/debug/${encodeURIComponent('202606-7f3a@10.1.2.3')}`);
		expect(byDebugId.rows).toEqual(byCall.rows.toReversed());
		expect(byDebugId.rows).toEqual([
			{
				id: expect.stringMatching(/^[0-9a-f]{32}$/) as string, call_id: '7f3a@10.1.2.3', iteration: 1, created: gregorian(NOW - 2_000), node: 'pivot@apps1.virtual.example',
				debug_id: '202606-7f3a@10.1.2.3', uri: 'https://pivot.example/ivr', method: 'post', req_headers: {}, req_body: '{}',
			},
			expect.objectContaining({ resp_status_code: '200', resp_body: '{}' }),
		]);
		expect(byDebugId.body['page_size']).toBe(2);
	});

	it('of ids with /, ; and : are found when those are encoded', async () => {
		const odd = 'a/b;c:d?e=f&g#h i%2F';
		const acme = await logged(attempt(odd));
		expect((await acme.get(`/pivot/debug/${encodeURIComponent(odd)}`)).rows).toHaveLength(2);
	});

	it('of a call id whose seventh character is - are found by the debug id only', async () => {
		const acme = await logged(attempt('abcdef-1@host'));
		expect(await acme.get('/pivot/debug/abcdef-1%40host')).toMatchObject({ status: 200, data: [] });
		expect((await acme.get('/pivot/debug/202606-abcdef-1%40host')).rows).toHaveLength(2);
	});

	it('nobody knows are an empty list, not an error', async () => {
		const acme = await logged(attempt('a'));
		for (const id of ['nobody', '202606-nobody', '199901-a']) expect(await acme.get(`/pivot/debug/${id}`)).toMatchObject({ status: 200, data: [] });
	});

	it('by call id are those of the window, to the second', async () => {
		const acme = await logged([request('a', NOW - 5_000), response('a', NOW - 1_000), request('a', Date.UTC(2026, 3, 1))]);
		expect((await acme.get('/pivot/debug/a')).rows).toHaveLength(2);
		expect((await acme.get(`/pivot/debug/a?created_to=${gregorian(NOW - 2_000)}`)).rows).toMatchObject([{ method: 'post' }]);
		expect((await acme.get(`/pivot/debug/a?created_from=${gregorian(Date.UTC(2026, 2, 20))}&created_to=${gregorian(Date.UTC(2026, 3, 15))}`)).rows).toHaveLength(1);
	});

	it('are paged too, 50 documents at a time', async () => {
		const acme = await logged(Array.from({ length: 60 }, (_, index) => request('a', NOW - index * 1_000)));
		const first = await acme.get('/pivot/debug/a');
		expect([first.rows.length, typeof first.body['next_start_key']]).toEqual([50, 'string']);
		const second = await acme.get(`/pivot/debug/a?start_key=${textOf(first.body['next_start_key'])}`);
		expect(new Set([...first.rows, ...second.rows].map((row) => row['id'])).size).toBe(60);
		expect((await acme.get('/pivot/debug/a?paginate=false')).rows).toHaveLength(60);
	});
});

describe('other switches', () => {
	it('do not know the URL while cb_pivot is not started', async () => {
		const acme = await logged(attempt('a'), { pivotApi: 'not started' });
		for (const path of ['/pivot/debug', '/pivot/debug/a']) expect(await acme.get(path)).toMatchObject({ status: 404, body: { status: 'error', error: '404' } });
	});

	it('very old ones list call ids, and show a response in two documents', async () => {
		const acme = await logged(attempt('a'), { pivotApi: 'early' });
		expect((await acme.get('/pivot/debug')).data).toEqual(['a']);
		const { rows } = await acme.get('/pivot/debug/a');
		expect(rows.map((row) => Object.keys(row).sort())).toEqual([
			['call_id', 'id', 'resp_headers', 'resp_status_code'], ['call_id', 'id', 'resp_body'], ['call_id', 'id', 'method', 'req_body', 'req_headers', 'uri'],
		]);
		expect(new Set(rows.map((row) => row['id'])).size).toBe(3);
	});

	it('do not take more than reading', async () => {
		const acme = await logged(attempt('a'));
		expect((await acme.put('/pivot/debug', {})).status).toBe(405);
		expect((await acme.remove('/pivot/debug/a')).status).toBe(405);
	});
});

describe('ten thousand attempts over three months', () => {
	it('are paged month by month, none lost, in little time', async () => {
		const months = [Date.UTC(2026, 3, 1), Date.UTC(2026, 4, 1), Date.UTC(2026, 5, 1)];
		const acme = await logged(Array.from({ length: 10_000 }, (_, index) =>
			attempt(`${(index * 7_919 % 10_007).toString(16).padStart(4, '0')}@10.0.0.1`, (months[index % 3] ?? NOW) + (index % 14) * DAY + index)).flat());
		const started = performance.now();
		const seen = new Map<unknown, number>();
		let pages = 0;
		for (const month of months) {
			const window = `created_from=${gregorian(month)}&created_to=${gregorian(month + 14 * DAY)}&page_size=100`;
			for (let next: string | undefined = ''; next !== undefined; pages += 1) {
				const page = await acme.get(`/pivot/debug?${window}${next === '' ? '' : `&start_key=${next}`}`);
				for (const { call_id: id } of page.rows) seen.set(id, (seen.get(id) ?? 0) + 1);
				const { next_start_key: key } = page.body;
				next = typeof key === 'string' ? key : undefined;
			}
		}
		expect([seen.size, new Set(seen.values())]).toEqual([10_000, new Set([1])]);
		expect(pages).toBe(102);
		expect(performance.now() - started).toBeLessThan(5_000);
	});
});
