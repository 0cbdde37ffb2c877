import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../pivot/json';
import type { CallState } from '../callState';
import { encodeForm } from './encodeForm';
import { encodeJson } from './encodeJson';
import { formNumber, jsonNumber } from './erlangNumber';
import { pivotParameters } from './pivotParameters';
import { pivotUrl } from './pivotUrl';
import { requestUser } from './requestUser';

const CALL: CallState = {
	callId: 'c1@h', accountId: 'a1', from: 'user_a', fromRealm: 'a.example', to: '3004', toRealm: 'b.example', request: '3004',
	requestRealm: 'b.example', callerIdName: 'Ann', callerIdNumber: '1001', userIds: [], applicationVars: {}, sipHeaders: {},
};
const form = (more: Partial<CallState>, format = 'kazoo') => encodeForm(pivotParameters({ ...CALL, ...more }, format));

describe('a form', () => {
	it('has values encoded and names not', () => {
		expect(encodeForm([['a b&c=', 'x y&z=é~-_.\'*']])).toBe('a b&c==x+y%26z%3D%C3%A9~-_.%27%2A');
	});

	it('has nested names in raw brackets, and an empty segment for every empty group', () => {
		expect(encodeForm([['V', { a: { b: '1', c: {} }, d: [], e: '' }], ['L', []], ['X', '1']])).toBe('V[a][b]=1&&&V[e]=&&X=1');
	});

	it('has lists as repeated names, and objects in them as JSON text', () => {
		expect(encodeForm([['V', { l: ['a', 2, true, null, { k: 'v' }] }]])).toBe('V[l][]=a&V[l][]=2&V[l][]=true&V[l][]=null&V[l][]=%7B%22k%22%3A%22v%22%7D');
	});

	it.each([
		[0, '0'], [-7, '-7'], [3.25, '3.25'], [-0.5, '-0.5'], [0.001, '0.001'], [0.000001, '0.000001'], [0.0000001, '1.0e-7'],
		[1.5e-9, '1.5e-9'], [1e21, '1.0e+21'], [1.25e300, '1.25e+300'], [123456.789, '123456.789'], [9007199254740992, '9007199254740992.0'],
	])('has the number %d as %s', (number, text) => {
		expect(formNumber(number)).toBe(text);
	});
});

describe('a JSON body', () => {
	it('is one object in wire order, and escapes only what must be', () => {
		expect(encodeJson([['z', 'a"b\\/\t\u001f\u007fé😀'], ['a', { n: null, l: [1, true] }], ['e', {}]]))
			.toBe('{"z":"a\\"b\\\\/\\t\\u001F\u007fé😀","a":{"n":null,"l":[1,true]},"e":{}}');
	});

	it('tells a text that looks like an escape from an escape', () => {
		expect(encodeJson([['a', '\\u001f']])).toBe('{"a":"\\\\u001f"}');
	});

	it.each([[5, '5'], [3.25, '3.25'], [1e21, '1e+21'], [1e20, '100000000000000000000.0'], [1e-7, '1e-7'], [-0, '0']])('%d is %s', (number, text) => {
		expect(jsonNumber(number)).toBe(text);
	});
});

describe('what a pivot request says', () => {
	it('an outside caller, from nothing but the call', () => {
		expect(form({})).toBe('To-Realm=b.example&To=3004&Request-Realm=b.example&Request=3004&Language=en-us&From-Realm=a.example&From=user_a'
			+ '&Direction=inbound&&&Caller-ID-Number=1001&Caller-ID-Name=Ann&Call-ID=c1%40h&Api-Version=4.x&Account-ID=a1');
	});

	it('one owner is a text, several are a list', () => {
		expect(form({ userIds: ['u1'] })).toMatch(/^User-ID=u1&To-Realm/);
		expect(form({ userIds: ['u1', 'u2'] })).toMatch(/^User-ID\[\]=u1&User-ID\[\]=u2&To-Realm/);
	});

	it('a caller without a name is unknown, one without a number has ten zeros', () => {
		expect(form({ callerIdName: '', callerIdNumber: '' })).toContain('Caller-ID-Number=0000000000&Caller-ID-Name=unknown');
		expect(form({ callerIdName: '' }, 'twiml')).toContain('CallerNumber=1001&CallerName=unknown');
	});

	it('variables and headers are in descending order at every depth, without nulls; lists stay', () => {
		const values: JsonObject = { b: '1', a: { x: '1', z: null, y: { n: '1', m: '' } }, é: '2', n: null, l: [{ b: 1, a: 2 }] };
		expect(form({ applicationVars: values })).toContain('&&Custom-Application-Vars[é]=2&Custom-Application-Vars[l][]=%7B%22b%22%3A1%2C%22a%22%3A2%7D'
			+ '&Custom-Application-Vars[b]=1&Custom-Application-Vars[a][y][n]=1&Custom-Application-Vars[a][y][m]=&Custom-Application-Vars[a][x]=1&Caller-ID');
		expect(form({ sipHeaders: { 'P-A': 'x', 'X-B': ['1', '2'] } }))
			.toContain('&Custom-SIP-Headers[X-B][]=1&Custom-SIP-Headers[X-B][]=2&Custom-SIP-Headers[P-A]=x&');
	});

	it('more variables than fit a small map keep the order', () => {
		const names = Array.from({ length: 60 }, (_, index) => `v${String(index).padStart(2, '0')}`);
		const wire = form({ applicationVars: Object.fromEntries(names.map((name) => [name, name])) });
		expect([...wire.matchAll(/Vars\[(v\d\d)\]/g)].map(([, name]) => name)).toEqual(names.toReversed());
	});

	it('collections keep the order they were made in; none yet is nothing, empty is an empty segment', () => {
		expect(form({ collections: { pin: '1', 'acct code': '', zip: '2' } })).toContain('Direction=inbound&Digits[pin]=1&Digits[acct code]=&Digits[zip]=2&');
		expect(form({ collections: {} })).toContain('Direction=inbound&&&&Caller-ID-Number');
		expect(form({})).toContain('Direction=inbound&&&Caller-ID-Number');
	});

	it('a TwiML session’s values come first, under both formats’ names, and the base wins', () => {
		const session = { recordingUrl: 'u', recordingDuration: 7, digitsCollected: '12', dialCallStatus: 'busy', callStatus: 'busy', userVariables: { mine: '1', From: 'forged' } };
		expect(form({ session }, 'twiml')).toMatch(/^mine=1&From=user_a&CallStatus=busy&DialCallStatus=busy&RecordingDuration=7&RecordingUrl=u&Digits=12&CallerNumber=/);
		expect(form({ session: { ...session, userVariables: {} } })).toMatch(/^CallStatus=busy&DialCallStatus=busy&RecordingDuration=7&RecordingUrl=u&Digits=12&To-Realm=/);
		expect(form({ session })).toContain('&Recording-Url=u&Recording-Duration=7&Language=');
	});

	it('a format the switch does not know says nothing', () => {
		expect(pivotParameters(CALL, 'Piston')).toEqual([]);
	});
});

describe('the request user', () => {
	it.each([
		['+15559990002', '+15559990002'], ['5559990002', '+15559990002'], ['15559990002', '+15559990002'], ['0041445550100', '+41445550100'],
		['01141445550100', '+41445550100'], ['41445550100', '+41445550100'], ['*98', '*98'], ['3004', '3004'], ['user_a', 'user_a'],
	])('%s is %s', (user, kept) => {
		expect(requestUser(user)).toBe(kept);
	});
});

describe('the URL of a GET pivot', () => {
	it.each([
		['http://h/x', 'http://h/x?q=1'],
		['http://h/x?', 'http://h/x?q=1'],
		['http://h/x/', 'http://h/x/?q=1'],
		['http://h/x?tenant=7', 'http://h/x?tenant=7&q=1'],
		['http://h:8080', 'http://h:8080?q=1'],
		['http://h:08080/x', 'http://h:8080/x?q=1'],
		['http://h/x#frag', 'http://h/x?q=1#frag'],
		['http://h/x?a=1#frag?b', 'http://h/x?a=1&q=1#frag?b'],
		['https://h/x?a=http://o:1/y', 'https://h/x?a=http://o:1/y&q=1'],
		['http://bob:s3cret@h/x', 'http://bobs3cret@h/x?q=1'],
		['http://bob:7secret@h/x', 'http://bob:7secret@h/x?q=1'],
		['http://bob@h:8080/x', 'http://bob@h:8080/x?q=1'],
		['http://bob@h/x', undefined],
		['http://[::1]:8080/x', 'http://[:1]:8080/x?q=1'],
		['http://h:/x', 'http://h/x?q=1'],
	])('%s → %s', (url, whole) => {
		expect(pivotUrl(url, 'q=1')).toBe(whole);
	});

	it('without parameters is the voice_url, but for a lone question mark', () => {
		expect(pivotUrl('http://h/x', '')).toBe('http://h/x');
		expect(pivotUrl('http://h/x?', '')).toBe('http://h/x');
		expect(pivotUrl('http://h/x?a=1', '')).toBe('http://h/x?a=1&');
	});

	it('a “#” in a name cuts the rest off into the fragment', () => {
		expect(pivotUrl('http://h/x', encodeForm([['V', { 'a#b': 'v' }], ['z', '1']]))).toBe('http://h/x?V[a#b]=v&z=1');
	});
});
