import { describe, expect, it } from 'vitest';
import { gregorianSecondsOf, readNumber, unixMsOf } from './gregorian';

describe('gregorian seconds', () => {
	it('count from the year 0', () => {
		expect(unixMsOf(0)).toBe(Date.parse('0000-01-01T00:00:00Z'));
		expect(unixMsOf(62_167_219_200)).toBe(0);
		expect(unixMsOf(63_635_231_906)).toBe(Date.UTC(2016, 6, 8, 21, 18, 26));
		expect(gregorianSecondsOf(Date.UTC(2016, 6, 8, 21, 18, 26, 999))).toBe(63_635_231_906);
	});

	it('may come as text, as streamed lists send them', () => {
		expect(unixMsOf('62167219201')).toBe(1000);
		expect(readNumber(' 25 ')).toBe(25);
	});

	it.each([undefined, null, '', 'soon', '12abc', true, {}, NaN, Infinity])('are not read from %o', (value) => {
		expect(unixMsOf(value)).toBeUndefined();
	});
});
