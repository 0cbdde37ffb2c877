import { describe, expect, it } from 'vitest';
import { compareKeys, decodeKey, encodeKey } from './erlangTerm';

describe('start keys', () => {
	it('are Erlang terms in URL-safe Base64, as the reference shows one', () => {
		expect(encodeKey('7f3a@10.1.2.3')).toBe('g20AAAANN2YzYUAxMC4xLjIuMw');
		expect(encodeKey('é??>>')).not.toMatch(/[+/=]/);
	});

	it.each([['plain'], [''], ['späť@10.0.0.1'], [['call', 0]], [['call', 255]], [['call', 256]], [['call', 63_950_000_123]]] as const)('%j is read back', (key) => {
		expect(decodeKey(encodeKey(key))).toEqual(key);
	});

	it.each(['63565345339', 'g20', 'g2wAAAACbQ', 'gwE', ''])('what is no term, %s, is taken as text', (text) => {
		expect(decodeKey(text)).toBe(text);
	});

	it('are ordered as a view orders them', () => {
		expect([['b', 2], 'b', ['a', 9], 'a', ['b', 1]].sort((one, other) => compareKeys(key(one), key(other)))).toEqual(['a', 'b', ['a', 9], ['b', 1], ['b', 2]]);
	});
});

function key(given: string | readonly (string | number)[]): string | readonly [string, number] {
	return typeof given === 'string' ? given : [String(given[0]), Number(given[1])];
}
