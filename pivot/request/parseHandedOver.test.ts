import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json';
import { parseCallRequest } from './parseCallRequest';
import { parseHandedOver } from './parseHandedOver';

const PARAMETERS = 'User-ID[]=u1&User-ID[]=u2&To-Realm=acme.example&To=%2B14155550100&Language=en-us&From=user_a&Direction=inbound'
	+ '&Digits[default]=1234&Digits[menu_1]=&&Custom-Application-Vars[step]=two+words&Custom-Application-Vars[order][id]=77'
	+ '&Custom-Application-Vars[tags][]=a&Custom-Application-Vars[tags][]=b&Caller-ID-Name=Zo%C3%AB&Call-ID=7f3a%4010.1.2.3';

/** As n8n's query parser gives it. */
const NESTED = {
	'User-ID': ['u1', 'u2'], 'To-Realm': 'acme.example', To: '+14155550100', Language: 'en-us', From: 'user_a', Direction: 'inbound',
	Digits: { default: '1234', menu_1: '' },
	'Custom-Application-Vars': { step: 'two words', order: { id: '77' }, tags: ['a', 'b'] },
	'Caller-ID-Name': 'Zoë', 'Call-ID': '7f3a@10.1.2.3',
};

/** As n8n's form parser gives it: names flat, a list where a name came more than once. */
function flat(form: string): JsonObject {
	const fields = new URLSearchParams(form);
	return Object.fromEntries([...new Set(fields.keys())].map((name) => {
		const values = fields.getAll(name);
		return [name, values.length > 1 ? values : (values[0] ?? '')];
	}));
}

describe('n8n’s view of a request and the wire’s are one', () => {
	it('over GET, where the query is nested', () => {
		expect(parseHandedOver({ query: NESTED, body: {} })).toEqual(parseCallRequest({ method: 'GET', target: `/ivr?${PARAMETERS}` }));
	});

	it('over POST with a form, where the body is flat', () => {
		const wire = parseCallRequest({
			method: 'POST', target: '/ivr?tenant=7', body: PARAMETERS, contentType: 'application/x-www-form-urlencoded',
		});
		expect(parseHandedOver({ query: { tenant: '7' }, body: flat(PARAMETERS) })).toEqual(wire);
		expect(wire.variables).toEqual({ step: 'two words', order: { id: '77' }, tags: ['a', 'b'] });
	});

	it('over POST with JSON', () => {
		const body = { 'Call-ID': '1', 'Custom-Application-Vars': { n: 1, 'x[y]': [true] }, 'User-ID': ['a'] };
		const wire = parseCallRequest({ method: 'POST', target: '/', contentType: 'application/json', body: JSON.stringify(body) });
		expect(parseHandedOver({ query: {}, body })).toEqual(wire);
	});

	it('for an empty request', () => {
		expect(parseHandedOver({})).toEqual(parseCallRequest({ method: 'GET', target: '/' }));
	});

	it('when a name is nested deeper than n8n goes', () => {
		const target = '/?Custom-Application-Vars[a][b][c][d][e][f]=1';
		const query = { 'Custom-Application-Vars': { a: { b: { c: { d: { e: { '[f]': '1' } } } } } } };
		const literal = { 'Custom-Application-Vars': { a: { b: { c: { d: { '[e][f]': '1' } } } } } };
		expect(parseHandedOver({ query })).toEqual(parseCallRequest({ method: 'GET', target }));
		expect(parseHandedOver({ query: literal })).toEqual(parseCallRequest({ method: 'GET', target }));
	});

	it('when a list is longer than n8n goes', () => {
		const owners = Array.from({ length: 25 }, (_, index) => `u${index}`);
		expect(parseHandedOver({ query: { 'User-ID': { ...owners } } }).call.userIds).toEqual(owners);
	});

	it('when a name is not ASCII and its bytes were read as latin-1', () => {
		const name = Buffer.from('ключ').toString('latin1');
		expect(parseHandedOver({ query: { 'Custom-Application-Vars': { [name]: '5' } } }).variables).toEqual({ ключ: '5' });
	});
});

describe('whatever n8n hands over', () => {
	it('no name is lost where flat and nested names meet', () => {
		const request = parseHandedOver({ body: { a: '1', 'a[b]': '2', 'c[]': 'x', 'd[e]': ['1', '2'], 'f[g]': { h: 1 } } });
		expect(request.raw).toEqual({ a: { '': '1', b: '2' }, c: ['x'], d: { e: ['1', '2'] }, 'f[g]': { h: 1 } });
	});
});
