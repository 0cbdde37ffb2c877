import { describe, expect, it } from 'vitest';
import { mergeDebugLists, readDebugList } from './readDebugList';

const ROW = {
	call_id: '7f3a@10.1.2.3', created: 63_950_000_123, uri: 'https://pivot.example/ivr', status_code: '200', node: 'pivot@apps1.example',
	iteration: 1, has_schema_errors: false, has_json_errors: false, debug_id: '202606-7f3a@10.1.2.3',
};

describe('the debug log’s list', () => {
	it('reads a summary row', () => {
		expect(readDebugList({ data: [ROW], status: 'success' })).toEqual({
			rows: [{
				callId: '7f3a@10.1.2.3', debugIds: ['202606-7f3a@10.1.2.3'], at: (63_950_000_123 - 62_167_219_200) * 1000, uri: 'https://pivot.example/ivr',
				status: 200, node: 'pivot@apps1.example', iteration: 1, saysSchemaErrors: false, saysJsonErrors: false, raw: [ROW],
			}],
			remarks: [], unread: [],
		});
	});

	it('reads rows without uri and status, and call ids alone', () => {
		const { rows, remarks } = readDebugList({ data: [{ call_id: 'a', has_schema_errors: true }, 'b'] });
		expect(rows.map(({ callId, uri, status, saysSchemaErrors }) => ({ callId, uri, status, saysSchemaErrors }))).toEqual([
			{ callId: 'a', uri: undefined, status: undefined, saysSchemaErrors: true },
			{ callId: 'b', uri: undefined, status: undefined, saysSchemaErrors: false },
		]);
		expect(remarks).toEqual([]);
	});

	it('reads numbers that came as text', () => {
		expect(readDebugList([{ ...ROW, created: '63950000123', iteration: '1', status_code: 404 }]).rows[0]).toMatchObject({
			at: readDebugList([ROW]).rows[0]?.at, iteration: 1, status: 404,
		});
	});

	it('puts a call together that two pages or two months hold halves of', () => {
		const request = { call_id: 'a', created: 20 + 63_950_000_000, uri: 'http://x/', has_json_errors: false, debug_id: '202606-a' };
		const answer = { call_id: 'a', created: 21 + 63_950_000_000, status_code: '500', has_json_errors: true, debug_id: '202607-a' };
		const { rows } = mergeDebugLists([readDebugList([answer]), readDebugList([request, { ...ROW, created: 63_950_000_500 }])]);
		expect(rows.map(({ callId }) => callId)).toEqual(['7f3a@10.1.2.3', 'a']);
		expect(rows[1]).toMatchObject({
			at: readDebugList([request]).rows[0]?.at, uri: 'http://x/', status: 500, saysJsonErrors: true, debugIds: ['202607-a', '202606-a'],
			raw: [answer, request],
		});
	});

	it('says so where the page is a webhook’s settings', () => {
		const webhook = { name: 'Missed Call', hook: 'notifications', http_verb: 'get', uri: 'https://hooks.example/1', enabled: true };
		const { rows, remarks, unread } = readDebugList({ data: webhook });
		expect(rows).toEqual([]);
		expect(remarks.join()).toContain('webhook');
		expect(unread).toEqual([webhook]);
	});

	it('never hides what it cannot read', () => {
		const { rows, remarks, unread } = readDebugList({ data: [{ pivot: 'of another kind' }, 17, null, { debug_id: 'no month' }, ROW] });
		expect(rows).toHaveLength(1);
		expect(unread).toEqual([{ pivot: 'of another kind' }, 17, null, { debug_id: 'no month' }]);
		expect(remarks).toHaveLength(2);
	});

	it.each([
		['', 'empty'],
		['<html><body>Bad gateway</body></html>', 'web page'],
		['{"data": [], }', 'comma'],
		['{"data": ', 'not valid JSON'],
	])('explains text that is no list: %s', (text, word) => {
		const { rows, remarks } = readDebugList(text);
		expect(rows).toEqual([]);
		expect(remarks.join()).toContain(word);
	});

	it.each([undefined, null, 17, true])('explains %o', (body) => {
		expect(readDebugList(body)).toMatchObject({ rows: [], remarks: [expect.stringContaining('no debug log')] });
	});

	it('passes on an error of the switch', () => {
		expect(readDebugList({ status: 'error', error: '404', message: 'bad_identifier', data: {} }).remarks.join()).toContain('bad_identifier');
	});
});
