import { describe, expect, it } from 'vitest';
import { NO_DENY_LIST } from '../callflow/denyList';
import type { JudgeSettings } from '../judge/judgement';
import type { JsonObject, JsonValue } from '../json';
import type { DebugAttempt } from './attempt';
import { readDebugDocuments } from './readDebugDocuments';

const SETTINGS: JudgeSettings = { version: 'master', deny: NO_DENY_LIST };
const FLOW = '{"module":"tts","data":{"text":"hello"}}';
const T0 = 63_950_000_000;

function request(more: JsonObject = {}): JsonObject {
	return {
		id: 'aa01', call_id: '7f3a@10.1.2.3', iteration: 1, created: T0, node: 'pivot@apps1', debug_id: '202606-7f3a@10.1.2.3', method: 'post',
		uri: 'https://pivot.example/ivr', req_headers: { 'content-type': 'application/json' }, req_body: '{"Call-ID":"7f3a@10.1.2.3","From":"alice"}', ...more,
	};
}

function response(more: JsonObject = {}): JsonObject {
	return {
		id: 'aa02', call_id: '7f3a@10.1.2.3', iteration: 1, created: T0, node: 'pivot@apps1', debug_id: '202606-7f3a@10.1.2.3',
		resp_status_code: '200', resp_headers: { 'content-type': 'application/json' }, resp_body: FLOW, ...more,
	};
}

function attempts(...documents: JsonValue[]): readonly DebugAttempt[] {
	return readDebugDocuments({ data: documents }, SETTINGS).attempts;
}

describe('the debug log’s documents', () => {
	it.each([
		['request first', [request(), response()]],
		['answer first', [response(), request()]],
	])('make one attempt, %s', (_order, documents) => {
		const [attempt, ...more] = attempts(...documents);
		expect(more).toEqual([]);
		expect(attempt).toMatchObject({
			callId: '7f3a@10.1.2.3', debugId: '202606-7f3a@10.1.2.3', kind: 'pivot', iteration: 1, at: (T0 - 62_167_219_200) * 1000, node: 'pivot@apps1',
			request: { method: 'POST', uri: 'https://pivot.example/ivr', call: { format: 'kazoo', call: { id: '7f3a@10.1.2.3', from: 'alice' } } },
			answer: { status: 200, isServerless: false, body: FLOW },
			errors: {}, failed: false, judgement: { outcome: 'runs' },
		});
		expect(attempt?.documents).toHaveLength(2);
	});

	it('put the halves of an answer together, whichever comes first', () => {
		const asked = { call_id: 'a', method: 'get', uri: 'http://x/', req_headers: {}, req_body: '' };
		const head = { call_id: 'a', resp_status_code: '200', resp_headers: { 'content-type': 'application/json' } };
		const body = { call_id: 'a', resp_body: FLOW };
		for (const documents of [[asked, head, body], [asked, body, head], [body, head, asked], [head, body, asked]]) {
			expect(attempts(...documents)).toMatchObject([{ request: { uri: 'http://x/' }, answer: { status: 200, body: FLOW }, failed: false, documents: [{}, {}, {}] }]);
		}
	});

	it('leave open what an answer without status and headers came to', () => {
		expect(attempts({ call_id: 'a', resp_body: FLOW })).toMatchObject([{ failed: false, summary: expect.stringContaining('cannot be said') }]);
	});

	it('read the parameters of a GET from its address', () => {
		const uri = '<http://pivot.example/script.php?Caller-ID-Name=Joe+IT&Call-ID=7f3a%4010.1.2.3&&To=3004>';
		const [attempt] = attempts(request({ method: 'get', uri, req_headers: {}, req_body: '' }), response());
		expect(attempt?.request).toMatchObject({ method: 'GET', body: '', call: { call: { id: '7f3a@10.1.2.3', to: '3004', callerIdName: 'Joe IT' } } });
		expect(attempt?.remarks.join()).toContain('angle brackets');
	});

	it('fail where the server answered with an error', () => {
		const [attempt] = attempts(request(), response({ resp_status_code: '404', resp_headers: { 'content-type': 'text/html' }, resp_body: '<h1>no</h1>' }));
		expect(attempt).toMatchObject({ failed: true, judgement: { outcome: 'failback', code: 'answer.status' } });
		expect(attempt?.summary).toContain('404');
	});

	it('fail where no answer came', () => {
		expect(attempts(request())).toMatchObject([{ failed: true, summary: expect.stringContaining('No answer') }]);
	});

	it('fail by their errors even where only the errors were stored', () => {
		const errors = { id: 'aa03', call_id: '7f3a@10.1.2.3', iteration: 1, created: T0, json_errors: { message: 'invalid JSON', before: '{', after: 'oops' }, resp_body: '{oops' };
		expect(attempts(errors)).toMatchObject([{ failed: true, errors: { json: { message: 'invalid JSON', before: '{', after: 'oops' } }, answer: { body: '{oops' } }]);
		expect(attempts(errors, response({ resp_body: '{oops' }), request())).toMatchObject([{ failed: true, request: { method: 'POST' }, documents: [{}, {}, {}] }]);
	});

	it('fail by schema errors, whatever their shape', () => {
		const bad = '{"module":"tts","data":{}}';
		const errors = { id: 'aa03', call_id: '7f3a@10.1.2.3', created: T0, schema_errors: { 'data.text': { required: {} } }, resp_body: bad };
		expect(attempts(request(), response({ resp_body: bad }), errors)).toMatchObject([{ failed: true, errors: { schema: { 'data.text': {} } }, judgement: { code: 'answer.callflow-refused' } }]);
	});

	it('judge a callflow that came from the switch itself', () => {
		expect(attempts(response({ resp_status_code: 'PivotFlowDoc', resp_headers: {} }))).toMatchObject([{ failed: false, answer: { isServerless: true }, judgement: { outcome: 'runs' } }]);
	});

	it('tell the report of a call’s end from an attempt', () => {
		const record = request({
			id: 'cc01', uri: 'https://pivot.example/cdr', req_headers: { 'content-type': 'application/x-www-form-urlencoded' },
			req_body: 'Hangup-Cause=NORMAL_CLEARING&Duration-Seconds=6&Disposition=SUCCESS&Call-ID=7f3a%4010.1.2.3', iteration: 3,
		});
		expect(attempts(record, response({ id: 'cc02', resp_status_code: '500', iteration: 3 }))).toMatchObject([{ kind: 'call record', failed: false }]);
	});

	it('keep iterations and calls apart', () => {
		const found = attempts(request(), request({ id: 'b1', iteration: 2, created: T0 + 9 }), response({ id: 'b2', iteration: 2, created: T0 + 9 }), response(),
			request({ id: 'c1', call_id: 'other', created: T0 + 1 }), response({ id: 'c2', call_id: 'other', created: T0 + 1 }));
		expect(found.map(({ callId, iteration, answer }) => [callId, iteration, answer?.status])).toEqual([['7f3a@10.1.2.3', 1, 200], ['other', 1, 200], ['7f3a@10.1.2.3', 2, 200]]);
	});

	it('give each pivot of a call its own answer, in whatever order they come', () => {
		const documents = [
			request({ id: '1', uri: 'http://x/one' }), response({ id: '2', resp_body: '"one"' }),
			request({ id: '3', uri: 'http://x/two' }), response({ id: '4', resp_body: '"two"', created: T0 + 2 }),
		];
		for (const given of [documents, [...documents].reverse()]) {
			expect(attempts(...given).map(({ request: asked, answer }) => [asked?.uri, answer?.body])).toEqual([['http://x/one', '"one"'], ['http://x/two', '"two"']]);
		}
	});

	it('read two pivots of one second in either direction, and say that it is a guess', () => {
		const documents = [
			request({ id: '1', uri: 'http://x/one' }), response({ id: '2', resp_body: '"one"' }),
			request({ id: '3', uri: 'http://x/two' }), response({ id: '4', resp_body: '"two"' }),
		];
		for (const given of [documents, [...documents].reverse()]) {
			expect(attempts(...given).map(({ request: asked, answer }) => [asked?.uri, answer?.body])).toEqual([['http://x/one', '"one"'], ['http://x/two', '"two"']]);
			expect(attempts(...given).every(({ remarks }) => remarks.length === 1)).toBe(true);
		}
	});

	it('leave the pivot unanswered that was, and say where it is a guess', () => {
		const [first, second] = attempts(request({ id: '1', uri: 'http://x/one' }), request({ id: '3', uri: 'http://x/two', created: T0 + 6 }), response({ created: T0 + 6 }));
		expect(first).toMatchObject({ request: { uri: 'http://x/one' }, failed: true });
		expect(first?.answer).toBeUndefined();
		expect(second).toMatchObject({ request: { uri: 'http://x/two' }, failed: false, remarks: [expect.stringContaining('for certain')] });
	});

	it('count the same document once', () => {
		expect(attempts(request(), response(), request(), response())[0]?.documents).toHaveLength(2);
	});

	it('know the time to a second and say no more', () => {
		expect(attempts(request(), response({ created: T0 + 3 }))[0]?.timing).toMatchObject({ took: { atLeastMs: 2000, atMostMs: 4000 } });
		expect(attempts(request(), response())[0]?.timing).toMatchObject({ took: { atLeastMs: 0, atMostMs: 1000 } });
		expect(attempts(request())[0]?.timing.took).toBeUndefined();
	});

	it('do not judge TwiML', () => {
		const [attempt] = attempts(request(), response({ resp_headers: { 'content-type': 'text/xml' }, resp_body: '<Response><Hangup/></Response>' }));
		expect(attempt).toMatchObject({ failed: false, judgement: { code: 'answer.twiml-not-judged' } });
	});

	it('show what they cannot read', () => {
		const odd = { call_id: 'a', something: 'new' };
		expect(readDebugDocuments({ data: [odd, 'a@b', request()] }, SETTINGS)).toMatchObject({ attempts: [{}], unread: [odd, 'a@b'], remarks: [expect.stringContaining('shown')] });
	});

	it('make nothing of an unknown call', () => {
		expect(readDebugDocuments({ data: [], status: 'success' }, SETTINGS)).toEqual({ attempts: [], remarks: [], unread: [] });
	});
});
