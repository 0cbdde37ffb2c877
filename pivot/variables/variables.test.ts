import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../json';
import { encodeVariable } from './encodeVariable';
import { isVariableSet, readVariable } from './readVariable';
import { keyProblem, MAX_KEY_LENGTH } from './variableKey';
import type { VariableKind } from './variableKind';

describe('the name of a variable', () => {
	it.each(['a', 'customer_id', 'step2', '_x', 'a'.repeat(MAX_KEY_LENGTH)])('%s survives', (key) => {
		expect(keyProblem(key)).toBeUndefined();
	});

	it.each([
		['', 'empty', undefined],
		['a'.repeat(MAX_KEY_LENGTH + 1), 'longer than 64', undefined],
		['order id', 'breaks its next request', 'order_id'],
		['a&b=c', 'breaks its next request', 'a_b_c'],
		['x[y]', 'breaks its next request', 'x_y'],
		['customerId', 'capital letters', 'customer_id'],
		['customer-id', 'turn - into _', 'customer_id'],
		['größe', 'a to z', undefined],
		['2nd', 'place in a list', undefined],
		['constructor', 'drop', undefined],
		['__proto__', 'drop', undefined],
	])('“%s” is refused with the reason', (key, why, better) => {
		expect(keyProblem(key)).toContain(why);
		if (better !== undefined) expect(keyProblem(key)).toContain(`Write “${better}”.`);
	});
});

const back = (value: unknown, kind: VariableKind): JsonValue | undefined => {
	const encoded = encodeVariable(value, kind);
	if (!encoded.ok) throw new Error(encoded.message);
	return readVariable({ it: encoded.text }, 'it', kind).value;
};

describe('a value', () => {
	it('comes back as what it was', () => {
		fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => { expect(back(value, 'number')).toBe(value + 0); }));
		fc.assert(fc.property(fc.boolean(), (value) => { expect(back(value, 'yesNo')).toBe(value); }));
		fc.assert(fc.property(fc.jsonValue(), (value) => { expect(back(JSON.stringify(value), 'json')).toEqual(JSON.parse(JSON.stringify(value))); }));
		fc.assert(fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (value) => {
			expect(back(value, 'date')).toBe(value.toISOString());
		}));
	});

	it.each<[VariableKind, unknown, JsonValue]>([
		['date', '2026-05-01', '2026-05-01'],
		['date', '2026-05-01T09:30:00+02:00', '2026-05-01T07:30:00.000Z'],
		['yesNo', 'No', false],
		['yesNo', 1, true],
		['number', ' 1.50 ', 1.5],
		['json', '{"a": [1]}', { a: [1] }],
		['text', 7, '7'],
		['text', '\ud800x', '\ufffdx'],
	])('%s: %j', (kind, value, expected) => {
		expect(back(value, kind)).toEqual(expected);
	});

	it.each<[VariableKind, unknown, string]>([
		['number', 'abc', 'not a number'],
		['number', '', 'not a number'],
		['number', 'Infinity', 'not a number'],
		['number', '0x10', 'not a number'],
		['yesNo', 'maybe', 'not yes or no'],
		['date', '2026-02-30', 'not a date'],
		['date', '2026-05-01T09:30', 'not a date'],
		['date', 'tomorrow', 'not a date'],
		['json', '{', 'not JSON'],
		['json', undefined, 'not JSON'],
		['text', { a: 1 }, 'not a text'],
		['text', 'a\0b', 'NUL'],
	])('%s refuses %j', (kind, value, why) => {
		const encoded = encodeVariable(value, kind);
		expect(encoded.ok ? '' : encoded.message).toContain(why);
	});
});

describe('reading', () => {
	it('takes what hand-written callflows set, typed or as text', () => {
		const variables = { n: 7, n_text: '7', yes: true, list: [1, 2], group: { id: '77' }, float: '1.0e+21' };
		expect(readVariable(variables, 'n', 'number')).toEqual({ value: 7 });
		expect(readVariable(variables, 'n_text', 'number')).toEqual({ value: 7 });
		expect(readVariable(variables, 'float', 'number')).toEqual({ value: 1e21 });
		expect(readVariable(variables, 'yes', 'yesNo')).toEqual({ value: true });
		expect(readVariable(variables, 'list', 'json')).toEqual({ value: [1, 2] });
		expect(readVariable(variables, 'group', 'text')).toEqual({ value: '{"id":"77"}' });
	});

	it('gives the default where a variable is not set, also where it was emptied, which is how one is removed', () => {
		expect(readVariable({}, 'a', 'number', 5)).toEqual({ value: 5 });
		expect(readVariable({ a: '' }, 'a', 'number', 5)).toEqual({ value: 5 });
		expect(readVariable({ a: null }, 'a', 'text')).toEqual({});
		expect([isVariableSet({ a: '' }, 'a'), isVariableSet({ a: '0' }, 'a'), isVariableSet({ a: false }, 'a'), isVariableSet({}, 'toString')]).toEqual([false, true, true, false]);
	});

	it('gives the default and says so where a variable holds something else', () => {
		const read = readVariable({ a: 'seven' }, 'a', 'number', 5);
		expect(read.value).toBe(5);
		expect(read.problem).toContain('“a” holds “seven”');
		expect(readVariable({ a: [1] }, 'a', 'number').problem).toContain('not a number');
		expect(readVariable({ a: '{' }, 'a', 'json')).toMatchObject({ problem: expect.stringContaining('not JSON') as string });
	});
});
