import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { CallRequest } from './callRequest';
import { fromFields } from './fromFields';
import { parseCallRequest } from './parseCallRequest';
import { parseDialect } from './parseDialect';
import { parseHandedOver } from './parseHandedOver';

/** The switch's rules, written down once more (reference "kazoo-pivot" §4.4). */
function encode(value: JsonValue, name: string): string {
	if (Array.isArray(value)) return value.map((one) => `${name}[]=${encodeURIComponent(String(one))}`).join('&');
	if (isJsonObject(value)) {
		return Object.entries(value).map(([key, one]) => encode(one, name === '' ? key : `${name}[${key}]`)).join('&');
	}
	return `${name}=${encodeURIComponent(String(value)).replaceAll('%20', '+')}`;
}

/** What comes back: every value as text, nothing of an empty group. */
function asSent(value: JsonValue): JsonValue | undefined {
	if (Array.isArray(value)) return value.length > 0 ? value.map(String) : undefined;
	if (!isJsonObject(value)) return String(value);
	const kept = Object.entries(value).map(([key, one]) => [key, asSent(one)] as const);
	const known = kept.filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined);
	return known.length > 0 ? Object.fromEntries(known) : undefined;
}

function leaves(value: JsonValue): string[] {
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)];
}

const name = fc.stringMatching(/^[A-Za-z0-9_.~ ÀЖ李-]{1,8}$/).filter((text) => !/^\d+$/.test(text));
const scalar = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.integer(), fc.boolean());
const { tree } = fc.letrec<{ tree: JsonObject; value: JsonValue }>((tie) => ({
	value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, fc.array(scalar, { maxLength: 3 }), tie('tree')),
	tree: fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));

const anyText = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.array(fc.constantFrom('[', ']', '=', '&', '%', '%5B', '%5D', '+', '#', '?', 'a', 'Digits', 'User-ID', '__proto__', 'é'), { maxLength: 40 })
		.map((parts) => parts.join('')),
);
const anyRequest = fc.record({
	method: fc.constantFrom('GET', 'POST'),
	target: anyText,
	contentType: fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', undefined),
	body: fc.oneof(anyText, fc.uint8Array({ maxLength: 60 }), fc.json().map((text) => Buffer.from(text))),
});

function expectWhole(request: CallRequest): void {
	expect(() => JSON.stringify(request)).not.toThrow();
	expect(Object.keys(request.raw)).toEqual(expect.arrayContaining(Object.keys(request.extra)));
}

describe('whatever comes in', () => {
	it('nothing makes the parser throw', () => {
		fc.assert(fc.property(anyRequest, (wire) => { expectWhole(parseCallRequest(wire)); }));
		fc.assert(fc.property(fc.uint8Array(), (bytes) => { expect(parseDialect(bytes)).toBeTypeOf('object'); }));
	});

	it('no object makes it throw', () => {
		const anyObject = fc.object({ withNullPrototype: false }).map((value): JsonObject => JSON.parse(JSON.stringify(value)));
		fc.assert(fc.property(anyObject, anyObject, (query, body) => {
			expectWhole(parseHandedOver({ query, body }));
			expect(fromFields(body).raw).toEqual(body);
		}));
	});

	it('every field an ordinary form holds is found again', () => {
		const pairs = fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' })), { maxLength: 8 });
		fc.assert(fc.property(pairs, (fields) => {
			const form = new URLSearchParams(fields).toString();
			expect(leaves(parseDialect(form)).sort()).toEqual(fields.map(([, value]) => value).sort());
		}));
	});

	it('as many values are found as the switch sends, also where a variable’s name is torn apart', () => {
		const anyName = fc.string({ unit: fc.constantFrom('a', '[', ']', '=', '&', ' ', '.', 'é', '+', '%'), minLength: 1, maxLength: 6 })
			.filter((key) => !/\][&=]|[&=].*\[/.test(key));
		fc.assert(fc.property(fc.dictionary(anyName, fc.stringMatching(/^[a-z]{1,5}$/), { maxKeys: 5 }), (variables) => {
			const wire = `Call-ID=1&${encode(variables, 'Vars')}&To=2`;
			expect(leaves(parseDialect(wire)).sort()).toEqual(['1', '2', ...Object.values(variables)].sort());
		}));
	});
});

describe('variables of any nesting come back with the same values', () => {
	const wireOf = (variables: JsonObject) => `Direction=inbound&${encode(variables, 'Custom-Application-Vars')}&Call-ID=1`;

	it('over GET and over POST with a form', () => {
		fc.assert(fc.property(tree, (variables) => {
			const expected = asSent(variables) ?? {};
			const target = Buffer.from(`/ivr?${wireOf(variables)}`).toString('latin1');
			expect(parseCallRequest({ method: 'GET', target }).variables).toEqual(expected);
			const body = Buffer.from(wireOf(variables));
			expect(parseCallRequest({ method: 'POST', target: '/', contentType: 'application/x-www-form-urlencoded', body }).variables).toEqual(expected);
		}));
	});

	it('over POST with JSON, types and all', () => {
		fc.assert(fc.property(tree, (variables) => {
			const body = Buffer.from(JSON.stringify({ 'Custom-Application-Vars': variables }));
			expect(parseCallRequest({ method: 'POST', target: '/', contentType: 'application/json', body }).variables).toEqual(variables);
		}));
	});
});
