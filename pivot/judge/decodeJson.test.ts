import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJson, MAX_DUPLICATES } from './decodeJson';

function valueOf(text: string): unknown {
	const decoded = decodeJson(text);
	if (decoded.failure !== undefined) throw new Error(`${text}: ${decoded.failure}: ${decoded.detail}`);
	return decoded.value;
}

describe('JSON is read as everybody reads it', () => {
	it('agrees with JSON.parse on whatever JSON.stringify writes', () => {
		fc.assert(fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
			const text = JSON.stringify(value, undefined, indent);
			expect(valueOf(text)).toEqual(JSON.parse(text));
		}), { numRuns: 500 });
	});

	it('refuses what JSON.parse refuses, and little else', () => {
		const letters = fc.constantFrom(...'{}[]:,"0123456789.eE+-truefalsn \\u\n\u0001');
		const broken = fc.tuple(fc.json(), fc.nat(), letters).map(([text, at, letter]) => text.slice(0, at % (text.length + 1)) + letter + text.slice((at % (text.length + 1)) + 1));
		fc.assert(fc.property(fc.oneof(broken, fc.string({ unit: letters })), (text) => {
			const decoded = decodeJson(text);
			fc.pre(!/[eE][+-](?!\d)/.test(text) && !/\\ud[89a-f]/i.test(text));
			const parsed = parse(text);
			if (decoded.failure === undefined && decoded.duplicates.length === 0) expect([decoded.value]).toEqual(parsed);
			if (decoded.failure !== undefined && parsed) expect(decoded.detail).toMatch(/too large/);
		}), { numRuns: 1000 });
	});

	it.each(['__proto__', 'constructor', 'toString', ''])('“%s” is a key like any other', (key) => {
		const text = `{"${key}":{"a":1}}`;
		expect(valueOf(text)).toEqual(JSON.parse(text));
		expect(Object.keys(JSON.parse(JSON.stringify(valueOf(text))))).toEqual([key]);
	});

	it.each(['\u2028 \u007f é 🎉', '\\u00e9 \\uD83C\\uDF89 \\u0000 \\/ \\b\\f\\n\\r\\t\\"\\\\'])('texts: %s', (text) => {
		expect(valueOf(`"${text}"`)).toBe(JSON.parse(`"${text}"`));
	});
});

describe('what the switch’s library refuses', () => {
	it.each([
		['nothing', '', 'unreadable'], ['white space', ' \n\t\r', 'unreadable'], ['a truncated object', '{"module":"tts","data":', 'unreadable'],
		['an unclosed list', '[1', 'unreadable'], ['an unclosed text', '{"a":"b', 'unreadable'], ['a bad literal', '{"a":nul}', 'unreadable'],
		['another literal', '[nope]', 'unreadable'], ['a literal cut off', 'tru', 'unreadable'], ['a line break in a text', '"a\nb"', 'unreadable'],
		['a bad escape', '"\\x"', 'unreadable'], ['half a surrogate pair', '"\\ud83d"', 'unreadable'], ['the other half', '"\\udc00"', 'unreadable'],
		['a wrong pair', '"\\ud83d\\u0041"', 'unreadable'], ['a short escape', '"\\u12"', 'unreadable'], ['a sign alone', '-', 'unreadable'],
		['a point without digits', '[1.]', 'unreadable'], ['an exponent without digits', '[1e]', 'unreadable'], ['beyond a double', '1e400', 'unreadable'],
		['beyond a double, with a fraction', '-1.5E999', 'unreadable'],
		['a comment', '/* hi */{}', 'invalid JSON'], ['XML', '<Response/>', 'invalid JSON'], ['a byte-order mark', '\ufeff{}', 'invalid JSON'],
		['single quotes', "{'a':1}", 'invalid JSON'], ['a key without quotes', '{a:1}', 'invalid JSON'], ['a comma too many', '[1,]', 'invalid JSON'],
		['a comma before the end of an object', '{"a":1,}', 'invalid JSON'], ['a comma first', '[,1]', 'invalid JSON'], ['no comma', '[1 2]', 'invalid JSON'],
		['no colon', '{"a" 1}', 'invalid JSON'], ['no value', '{"a":}', 'invalid JSON'], ['the wrong bracket', '[1}', 'invalid JSON'],
		['a bracket alone', ']', 'invalid JSON'], ['a leading zero in a list', '[01]', 'invalid JSON'], ['NaN', 'NaN', 'invalid JSON'],
		['a vertical tab', '\v1', 'invalid JSON'],
		['a second value', '{} {}', 'trailing data'], ['a semicolon', '{};', 'trailing data'], ['a leading zero', '01', 'trailing data'],
		['a closing brace too many', '{}}', 'trailing data'],
	])('%s: %j is %s', (_what, text, failure) => {
		expect(decodeJson(text)).toMatchObject({ failure });
	});

	it('says where', () => {
		expect(decodeJson('{"a":1 "b":2}')).toMatchObject({ at: 7, detail: 'a comma or a closing bracket is missing' });
	});
});

describe('numbers', () => {
	it.each([['0', 0], ['-0', 0], ['-12', -12], ['1e3', 1000], ['1E-2', 0.01], ['1.25', 1.25], ['1e+', 1], ['2.5e-', 2.5], ['1e-400', 0], ['99999999999999999999', 1e20]])('%s', (text, value) => {
		expect(valueOf(text)).toBe(value);
	});

	it('an integer too large even for that is the largest number there is', () => {
		expect(valueOf(`[-${'9'.repeat(400)}]`)).toEqual([-Number.MAX_VALUE]);
	});

	it('whole numbers written as floats are remembered', () => {
		const decoded = decodeJson('{"a":5.0,"b":5,"c":1.5,"d":[7,1e3,{"e":2.0}],"f":-0.0}');
		if (decoded.failure !== undefined) throw new Error(decoded.detail);
		const found = [...decoded.floats].map(([holder, keys]) => [Array.isArray(holder) ? 'list' : Object.keys(holder).join(''), ...[...keys].flat()]);
		expect(found).toEqual([['abcdf', 'a', '5.0', 'f', '-0.0'], ['list', 1, '1e3'], ['e', 'e', '2.0']]);
	});
});

describe('a key that stands twice', () => {
	it('counts the first time, whatever comes after', () => {
		expect(valueOf('{"a":1,"a":{"b":[2]},"c":3,"a":4}')).toEqual({ a: 1, c: 3 });
	});

	it('is told with its place', () => {
		expect(decodeJson('{"x":[0,{"a":1,"a":2}],"__proto__":1,"__proto__":2}')).toMatchObject({ duplicates: [['x', 1, 'a'], ['__proto__']] });
	});

	it('is told twenty times at most', () => {
		const decoded = decodeJson(`{${'"a":1.0,'.repeat(1000)}"b":1}`);
		expect(decoded).toMatchObject({ value: { a: 1, b: 1 } });
		expect(decoded.failure === undefined && decoded.duplicates).toHaveLength(MAX_DUPLICATES);
	});
});

it('nests as deep as it likes', () => {
	const depth = 500_000;
	expect(decodeJson('['.repeat(depth) + ']'.repeat(depth)).failure).toBeUndefined();
	expect(decodeJson('['.repeat(depth)).failure).toBe('unreadable');
	expect(decodeJson('{"a":'.repeat(depth)).failure).toBe('unreadable');
});

it('never throws', () => {
	fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
		expect(decodeJson(text)).toBeTypeOf('object');
	}), { numRuns: 500 });
});

/** The value in a list, or undefined. */
function parse(text: string): [unknown] | undefined {
	try {
		return [JSON.parse(text, (_key, value: unknown) => (Object.is(value, -0) ? 0 : value))];
	} catch {
		return undefined;
	}
}
