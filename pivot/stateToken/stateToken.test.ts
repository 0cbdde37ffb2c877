import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json';
import { parseCallRequest } from '../request/parseCallRequest';
import { knownVariables, mergeState, fingerprintsOf } from './callState';
import { STATE_LIFETIME_SECONDS, STATE_PARAMETER, openToken, signToken, type OpenedToken } from './stateToken';
import { tokenIn, withoutToken, withToken } from './stateParameter';

const KEY = { id: 'abcd1234', key: 'a'.repeat(64) };
const NOW = 1_800_000_000;
const keyOf = (id: string) => (id === KEY.id ? KEY.key : undefined);
const state = (variables: JsonObject, received: JsonObject = {}) => ({ variables, secret: [], before: fingerprintsOf(variables, received) });
const sign = (variables: JsonObject, callId = 'call-1') => signToken(KEY, callId, { state: state(variables) }, NOW);
const codeOf = (opened: OpenedToken) => (opened.ok ? 'ok' : opened.code);

describe('the state token', () => {
	it('brings back the variables of the call, whatever they are', () => {
		fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), fc.string(), (given, callId) => {
			const variables = JSON.parse(JSON.stringify(given)) as JsonObject;
			const token = signToken(KEY, callId, { state: state(variables) }, NOW);
			expect(token).toMatch(/^[A-Za-z0-9._-]+$/);
			expect(openToken(token, callId, keyOf, NOW)).toEqual({ ok: true, content: { state: state(variables) } });
		}));
	});

	it('names what the server keeps, and says nothing of it', () => {
		const token = signToken(KEY, 'call-1', { kept: 'xyz' }, NOW);
		expect(openToken(token, 'call-1', keyOf, NOW)).toEqual({ ok: true, content: { kept: 'xyz' } });
	});

	it('is ignored with a remark when one character of it was changed', () => {
		const token = sign({ tier: 'gold', step: '2' });
		fc.assert(fc.property(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09._-'), (at, letter) => {
			fc.pre(token[at] !== letter);
			const opened = openToken(token.slice(0, at) + letter + token.slice(at + 1), 'call-1', keyOf, NOW);
			expect(['state.wrong', 'state.unreadable', 'state.unknown-key']).toContain(codeOf(opened));
		}));
	});

	it('never makes the reader throw', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(openToken(text, 'c', keyOf, NOW).ok).toBe(false); }));
	});

	it('belongs to its call, to a day, and to a token that is known', () => {
		const token = sign({ tier: 'gold' });
		expect(codeOf(openToken(token, 'call-2', keyOf, NOW))).toBe('state.foreign-call');
		expect(codeOf(openToken(token, 'call-1', keyOf, NOW + STATE_LIFETIME_SECONDS))).toBe('ok');
		expect(codeOf(openToken(token, 'call-1', keyOf, NOW + STATE_LIFETIME_SECONDS + 1))).toBe('state.expired');
		expect(codeOf(openToken(token, 'call-1', () => undefined, NOW))).toBe('state.unknown-key');
		expect(codeOf(openToken(token, 'call-1', () => 'b'.repeat(64), NOW))).toBe('state.wrong');
	});

	it('is read by nobody as the signature of something else: its key is derived', () => {
		expect(sign({}).split('.').at(-1)).not.toBe(signToken({ ...KEY, key: 'b'.repeat(64) }, 'call-1', { state: state({}) }, NOW).split('.').at(-1));
	});
});

describe('the address', () => {
	it.each([
		['https://p.example/pivot/a/k', 'https://p.example/pivot/a/k?pivot_state=T'],
		['https://p.example/pivot/a/k?step=2', 'https://p.example/pivot/a/k?step=2&pivot_state=T'],
		['https://p.example/pivot/a/k?pivot_state=old&step=2#x', 'https://p.example/pivot/a/k?step=2&pivot_state=T#x'],
	])('%s carries it', (voiceUrl, expected) => {
		expect(withToken(voiceUrl, 'T')).toBe(expected);
	});

	it('gives it back, the last of several, and the request no longer shows it', () => {
		const request = parseCallRequest({ method: 'GET', target: `/p?${STATE_PARAMETER}=a&step=2&${STATE_PARAMETER}=b&Call-ID=c` });
		expect(tokenIn(request.raw)).toBe('b');
		expect(withoutToken(request)).toMatchObject({ extra: { step: '2' }, raw: { step: '2', 'Call-ID': 'c' } });
		expect(JSON.stringify(withoutToken(request))).not.toContain(STATE_PARAMETER);
		expect(tokenIn({})).toBeUndefined();
	});
});

describe('variables that came both ways', () => {
	const carried = state({ step: '2', tier: 'gold' }, { step: '1' });

	it('KAZOO 4.3 sends what was there before routing: the carried ones count', () => {
		expect(mergeState({ step: '1', campaign: 'spring' }, carried)).toEqual({ step: '2', tier: 'gold', campaign: 'spring' });
	});

	it('master sends the new ones, which count: also what somebody else set since', () => {
		expect(mergeState({ step: '2', tier: 'gold' }, carried)).toEqual({ step: '2', tier: 'gold' });
		expect(mergeState({ step: '3' }, carried)).toEqual({ step: '3', tier: 'gold' });
	});

	it('a number and its text are the same', () => {
		expect(mergeState({ n: '7' }, state({ n: 8 }, { n: 7 }))).toEqual({ n: 8 });
	});

	it('what is carried on has the value that counted', () => {
		expect(knownVariables({ step: '3' }, carried).carried.variables).toEqual({ step: '3', tier: 'gold' });
	});
});
