import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json';
import type { CallRequest } from './callRequest';
import { EMPTY_REQUEST_REMARK } from './fromFields';
import { parseCallRequest } from './parseCallRequest';

const FORM = 'application/x-www-form-urlencoded';
const get = (query: string) => parseCallRequest({ method: 'GET', target: `/ivr?${query}` });
const postForm = (body: string, query = '') => parseCallRequest({ method: 'POST', target: `/ivr${query}`, contentType: FORM, body });
const postJson = (body: JsonObject, query = '') =>
	parseCallRequest({ method: 'POST', target: `/ivr${query}`, contentType: 'application/json', body: JSON.stringify(body) });

type Place = readonly [field: string, sent: string, read: (request: CallRequest) => unknown, expected: unknown];

/** Every field of VirtualPBX's table, in its order. */
const DOCUMENTED: readonly Place[] = [
	['Call-ID', 'c1@h', (r) => r.call.id, 'c1@h'],
	['Account-ID', '4c6f', (r) => r.call.accountId, '4c6f'],
	['From', 'user_a', (r) => r.call.from, 'user_a'],
	['From-Realm', 'a.example', (r) => r.call.fromRealm, 'a.example'],
	['To', '3004', (r) => r.call.to, '3004'],
	['To-Realm', 'b.example', (r) => r.call.toRealm, 'b.example'],
	['Request', '+1415', (r) => r.call.request, '+1415'],
	['Request-Realm', 'c.example', (r) => r.call.requestRealm, 'c.example'],
	['Call-Status', 'completed', (r) => r.call.status, 'completed'],
	['Api-Version', '4.x', (r) => r.call.apiVersion, '4.x'],
	['Direction', 'inbound', (r) => r.call.direction, 'inbound'],
	['Caller-ID-Name', 'JoeFromIT', (r) => r.call.callerIdName, 'JoeFromIT'],
	['Caller-ID-Number', '+1555', (r) => r.call.callerIdNumber, '+1555'],
	['User-ID', 'u1', (r) => r.call.userIds, ['u1']],
	['Language', 'en-us', (r) => r.call.language, 'en-us'],
	['Recording-Url', 'http://s/a.mp3', (r) => r.recording?.url, 'http://s/a.mp3'],
	['Recording-Duration', '7', (r) => r.recording?.durationSeconds, 7],
	['Recording-ID', 'rec-1', (r) => r.recording?.id, 'rec-1'],
	['Digits', '42', (r) => r.digits, { default: '42' }],
];

const OTHER_KAZOO: readonly Place[] = [
	['Custom-Application-Vars[step]', '2', (r) => r.variables, { step: '2' }],
	['Custom-SIP-Headers[X-Foo]', 'bar', (r) => r.sipHeaders, { 'X-Foo': 'bar' }],
	['Transcription-ID', 't', (r) => r.transcription?.id, 't'],
	['Transcription-Status', 's', (r) => r.transcription?.status, 's'],
	['Transcription-Text', 'x', (r) => r.transcription?.text, 'x'],
	['Transcription-Url', 'http://t', (r) => r.transcription?.url, 'http://t'],
];

const TWIML: readonly Place[] = [
	['CallSid', 'c1', (r) => r.call.id, 'c1'],
	['AccountSid', 'a1', (r) => r.call.accountId, 'a1'],
	['From', 'f', (r) => r.call.from, 'f'],
	['FromRealm', 'fr', (r) => r.call.fromRealm, 'fr'],
	['To', 't', (r) => r.call.to, 't'],
	['ToRealm', 'tr', (r) => r.call.toRealm, 'tr'],
	['CallStatus', 'busy', (r) => r.call.status, 'busy'],
	['ApiVersion', '2010-04-01', (r) => r.call.apiVersion, '2010-04-01'],
	['Direction', 'inbound', (r) => r.call.direction, 'inbound'],
	['CallerName', 'n', (r) => r.call.callerIdName, 'n'],
	['CallerNumber', '1', (r) => r.call.callerIdNumber, '1'],
	['RecordingUrl', 'u', (r) => r.recording?.url, 'u'],
	['RecordingDuration', '9', (r) => r.recording?.durationSeconds, 9],
	['RecordingSid', 'r', (r) => r.recording?.id, 'r'],
	['Digits', '#', (r) => r.digits, { default: '#' }],
	['TranscriptionSid', 'ts', (r) => r.transcription?.id, 'ts'],
	['TranscriptionText', 'tt', (r) => r.transcription?.text, 'tt'],
	['TranscriptionStatus', 'tst', (r) => r.transcription?.status, 'tst'],
	['TranscriptionUrl', 'tu', (r) => r.transcription?.url, 'tu'],
	['DialCallStatus', 'no-answer', (r) => r.dial?.status, 'no-answer'],
	['DialCallSid', 'leg2', (r) => r.dial?.callId, 'leg2'],
	['QueueSid', 'q', (r) => r.dial?.queueId, 'q'],
];

describe('every field a switch sends has its place', () => {
	it('the documentation names 19', () => {
		expect(new Set(DOCUMENTED.map(([field]) => field)).size).toBe(19);
	});

	it.each([...DOCUMENTED, ...OTHER_KAZOO, ...TWIML])('%s', (field, sent, read, expected) => {
		const text = `${field}=${encodeURIComponent(sent)}`;
		for (const request of [get(text), postForm(text)]) {
			expect(read(request)).toEqual(expected);
			expect(request.extra).toEqual({});
			expect(request.format).not.toBe('none');
			expect(request.remarks).toEqual([]);
		}
		expect(read(postJson(get(text).raw))).toEqual(expected);
	});

	it('the format is told from the names', () => {
		expect(get('Call-ID=1&From=2').format).toBe('kazoo');
		expect(get('CallSid=1&From=2').format).toBe('twiml');
		expect(get('Call-ID=1&ApiVersion=2013-05-01&ToRealm=x').format).toBe('kazoo');
		expect(get('From=2').format).toBe('kazoo');
	});

	it('names of a TwiML session stand beside kazoo names', () => {
		const request = get('Call-ID=1&RecordingUrl=u&DialCallStatus=busy&Recording-Duration=3');
		expect(request).toMatchObject({ recording: { url: 'u', durationSeconds: 3 }, dial: { status: 'busy' }, extra: {} });
	});
});

describe('what a request leaves out is left out', () => {
	it('no recording, transcription, dial, status or language is made up', () => {
		const request = get('Call-ID=1');
		expect(Object.keys(request)).not.toEqual(expect.arrayContaining(['recording']));
		expect(request).toEqual({
			format: 'kazoo',
			call: {
				id: '1', accountId: '', from: '', fromRealm: '', to: '', toRealm: '', request: '', requestRealm: '',
				callerIdName: '', callerIdNumber: '', direction: '', apiVersion: '', userIds: [],
			},
			variables: {}, digits: {}, sipHeaders: {}, extra: {}, raw: { 'Call-ID': '1' }, remarks: [],
		});
	});

	it('owners are none, one or several', () => {
		expect(get('Call-ID=1').call.userIds).toEqual([]);
		expect(get('User-ID=a').call.userIds).toEqual(['a']);
		expect(get('User-ID[]=a&User-ID[]=b').call.userIds).toEqual(['a', 'b']);
		expect(postJson({ 'User-ID': ['a', 'b'] }).call.userIds).toEqual(['a', 'b']);
	});

	it('digits are a text or named collections', () => {
		expect(get('Digits=12').digits).toEqual({ default: '12' });
		expect(get('Digits=').digits).toEqual({ default: '' });
		expect(get('Digits[pin]=99%23%2A&Digits[acct code]=12').digits).toEqual({ pin: '99#*', 'acct code': '12' });
		expect(postJson({ Digits: { order: 7 } }).digits).toEqual({ order: '7' });
	});
});

describe('an empty request', () => {
	it('is recognised, and the remark says where to look', () => {
		const request = parseCallRequest({ method: 'GET', target: '/pivot' });
		expect(request.format).toBe('none');
		expect(request.remarks).toEqual([EMPTY_REQUEST_REMARK]);
		expect(EMPTY_REQUEST_REMARK).toContain('sends no parameters');
		expect(EMPTY_REQUEST_REMARK).toContain('“Piston”');
	});

	it('keeps the query of the voice_url', () => {
		expect(get('tenant=7')).toMatchObject({ format: 'none', extra: { tenant: '7' }, raw: { tenant: '7' } });
	});
});

describe('the query of the voice_url and the parameters', () => {
	it('are read together over POST', () => {
		const request = postForm('Call-ID=1&To=2', '?tenant=7&step=2');
		expect(request.extra).toEqual({ tenant: '7', step: '2' });
		expect(request.raw).toEqual({ tenant: '7', step: '2', 'Call-ID': '1', To: '2' });
	});

	it('cannot forge what the switch says: the switch’s own comes last and counts', () => {
		for (const request of [
			get('From=forged&Call-ID=1&From=real'), postForm('Call-ID=1&From=real', '?From=forged'),
			postJson({ 'Call-ID': '1', From: 'real' }, '?From=forged'),
		]) {
			expect(request.call.from).toBe('real');
			expect(request.raw['From']).toEqual(['forged', 'real']);
			expect(request.remarks.join()).toContain('“From” came 2 times');
		}
		const owners = postJson({ 'User-ID': ['a', 'b'] }, '?User-ID=forged');
		expect(owners.call.userIds).toEqual(['a', 'b']);
		expect(postJson({ 'Custom-Application-Vars': { a: '1' } }, '?Custom-Application-Vars[b]=2').variables).toEqual({ a: '1' });
	});

	it('a fragment is not part of the request', () => {
		expect(get('Call-ID=1#Call-ID=2').call.id).toBe('1');
	});
});

describe('a body that cannot be read', () => {
	it.each([
		['broken JSON', 'application/json', '{"Call-ID": "1"', 'is not'],
		['a JSON list', 'application/json', '[1,2]', 'no object'],
		['JSON nested too deep', 'application/json; charset=utf-8', '{"a":'.repeat(9000) + '1' + '}'.repeat(9000), 'too deep'],
		['plain text', 'text/plain', 'hello', 'text/plain'],
	])('is kept as text, with a remark: %s', (_, contentType, body, why) => {
		const request = parseCallRequest({ method: 'POST', target: '/ivr?t=1', contentType, body: Buffer.from(body) });
		expect(request.raw).toEqual({ t: '1', body });
		expect(request.remarks[0]).toContain(why);
	});

	it('does not hide the field of a name it needs', () => {
		const request = parseCallRequest({ method: 'POST', target: '/?body=mine', contentType: 'application/json', body: 'no' });
		expect(request.raw).toEqual({ body: ['mine', 'no'] });
	});
});

describe('odd fields', () => {
	it('a group where a text was expected is left out and said', () => {
		const request = postJson({ 'Call-ID': '1', From: { a: 1 }, 'Custom-Application-Vars': 'x', 'Recording-Duration': 'long' });
		expect(request.call.from).toBe('');
		expect(request.variables).toEqual({});
		expect(request.recording).toBeUndefined();
		expect(request.remarks).toHaveLength(3);
		expect(request.raw['From']).toEqual({ a: 1 });
	});

	it('a GET request cut off by a “#” in a name says so (capture kazoo-get-cav-key-hash)', () => {
		const request = get('Call-ID=1&Custom-Application-Vars[z]=1&Custom-Application-Vars[a');
		expect(request.variables).toEqual({ z: '1' });
		expect(request.remarks.join()).toContain('cuts off');
	});

	it('JSON keeps its types and its nesting', () => {
		const variables = { step: 'two words', order: { id: 77, paid: true }, tags: ['a', 'b'], none: null };
		expect(postJson({ 'Custom-Application-Vars': variables }).variables).toEqual(variables);
	});

	it('names that mean something to JavaScript do no harm', () => {
		const body = '{"Call-ID":"1","__proto__":{"polluted":true},"constructor":"x","Digits":{"__proto__":"5"}}';
		const request = parseCallRequest({ method: 'POST', target: '/', contentType: 'application/json', body });
		expect(Object.keys(request.raw)).toEqual(['Call-ID', '__proto__', 'constructor', 'Digits']);
		expect(Object.keys(request.extra)).toEqual(['__proto__', 'constructor']);
		expect(Object.entries(request.digits)).toEqual([['__proto__', '5']]);
		expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
	});

	it('the raw request can be read again', () => {
		const request = get('Call-ID=1&User-ID[]=a&User-ID[]=b&Custom-Application-Vars[a][b]=2&tenant=7&Digits=1');
		expect(postJson(request.raw)).toEqual(request);
	});
});
