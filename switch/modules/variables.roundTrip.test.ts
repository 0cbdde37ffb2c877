import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallRequest } from '../../pivot/request/callRequest';
import { parseCallRequest } from '../../pivot/request/parseCallRequest';
import { knownVariables, type CallState } from '../../pivot/stateToken/callState';
import { openToken, signToken } from '../../pivot/stateToken/stateToken';
import { encodeVariable } from '../../pivot/variables/encodeVariable';
import { readVariable } from '../../pivot/variables/readVariable';
import { keyProblem } from '../../pivot/variables/variableKey';
import type { VariableKind } from '../../pivot/variables/variableKind';
import type { JsonObject } from '../../pivot/json';
import { startingState } from '../call/callIdentity';
import { pivotParameters } from '../wire/pivotParameters';
import { pivotRequest, requestBytes } from '../wire/pivotRequest';

const KEY = { id: 'abcd1234', key: 'a'.repeat(64) };
const URL = 'http://pivot.example/pivot/a/k';

/** A pivot of a call with these variables, as bytes on the wire, read again. */
function overTheWire(variables: JsonObject, method: 'get' | 'post', bodyFormat: 'form' | 'json'): CallRequest {
	const state = startingState({ variables });
	const request = pivotRequest({ method, url: URL, parameters: pivotParameters(state, 'kazoo'), bodyFormat, timeoutMs: 5000 }, false);
	if (!request) throw new Error('The switch refuses the address.');
	const bytes = Buffer.from(requestBytes(request)).toString('latin1');
	const [head = '', ...body] = bytes.split('\r\n\r\n');
	const [, target = ''] = /^[A-Z]+ (.*) HTTP\/1\.1/.exec(head) ?? [];
	return parseCallRequest({ method: request.method, target, contentType: request.contentType, body: Buffer.from(body.join('\r\n\r\n'), 'latin1') });
}

/** The same call where the switch sends none, as KAZOO 4.3 does, and the token carries them. */
function overTheToken(variables: JsonObject): JsonObject {
	const state: CallState = { variables, secret: [], before: {} };
	const opened = openToken(signToken(KEY, 'c', { state }, 0), 'c', () => KEY.key, 0);
	if (!opened.ok || !('state' in opened.content)) throw new Error('The token cannot be read.');
	return knownVariables(overTheWire({}, 'get', 'form').variables, opened.content.state).variables;
}

const key = fc.stringMatching(/^[a-z_][a-z0-9_]{0,12}$/).filter((name) => keyProblem(name) === undefined);
const text = fc.array(fc.oneof(fc.constantFrom('&', '=', '[', ']', '%', '+', '#', ' ', '\r', '\n', '"', '\\'), fc.string({ unit: 'grapheme', maxLength: 4 }))).map((parts) => parts.join('')).filter((value) => !value.includes('\0'));
const value: fc.Arbitrary<readonly [VariableKind, unknown, unknown]> = fc.oneof(
	text.map((one) => ['text', one, one === '' ? undefined : Buffer.from(one).toString()] as const),
	fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => ['number', one, one + 0] as const),
	fc.boolean().map((one) => ['yesNo', one, one] as const),
	fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }).map((one) => ['date', one.toISOString(), one.toISOString()] as const),
	fc.jsonValue().map((one) => JSON.stringify(one)).map((one) => ['json', one, JSON.parse(one) as unknown] as const),
);

describe('variables of every type', () => {
	const WAYS: Readonly<Record<string, (variables: JsonObject) => JsonObject>> = {
		'by GET': (variables) => overTheWire(variables, 'get', 'form').variables,
		'by POST with a form': (variables) => overTheWire(variables, 'post', 'form').variables,
		'by POST with JSON': (variables) => overTheWire(variables, 'post', 'json').variables,
		'by the state token': overTheToken,
	};

	it.each(Object.keys(WAYS))('come back %s as they were set', (way) => {
		fc.assert(fc.property(fc.dictionary(key, value, { maxKeys: 6, noNullPrototype: true }), (given) => {
			const encoded = Object.entries(given).map(([name, [kind, set]]): [string, string] => {
				const one = encodeVariable(set, kind);
				if (!one.ok) throw new Error(one.message);
				return [name, one.text];
			});
			const variables = WAYS[way]?.(Object.fromEntries(encoded)) ?? {};
			for (const [name, [kind, , expected]] of Object.entries(given)) {
				expect(readVariable(variables, name, kind)).toEqual(expected === undefined ? {} : { value: expected });
			}
		}));
	});
});
