import { describe, expect, it } from 'vitest';
import { jsonObjectSchema, jsonSchema } from './jsonSchema';

describe('a JSON value', () => {
	it.each([
		['null', null],
		['a list of everything', ['a', 1.5, true, null, [], {}]],
		['a variable named constructor', { 'Custom-Application-Vars': { constructor: 'Acme' } }],
		['names of its own for everything an object has', JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":1},"toString":2}')],
	])('may be %s', (_what, value: unknown) => {
		expect(jsonSchema.safeParse(value)).toEqual({ success: true, data: value });
	});

	it('may nest as deep as it likes', () => {
		expect(jsonSchema.safeParse(JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).success).toBe(true);
	});

	it.each([['undefined', undefined], ['a function', () => 1], ['infinity', [Infinity]], ['a hole in an object', { a: undefined }]])('is not %s', (_what, value) => {
		expect(jsonSchema.safeParse(value).success).toBe(false);
	});
});

describe('a JSON object', () => {
	it('is no list and no text', () => {
		expect([{}, [], 'x', null, undefined].map((value) => jsonObjectSchema.safeParse(value).success)).toEqual([true, false, false, false, false]);
	});
});
