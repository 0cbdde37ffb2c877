import { expect, it } from 'vitest';
import { normalizeNumber } from './normalizeNumber';

it.each([
	['4155550100', '+14155550100'], ['14155550100', '+14155550100'], ['+14155550100', '+14155550100'],
	['0114989123456', '+4989123456'], ['004989123456', '+4989123456'], ['+4989123456', '+4989123456'], ['1001', '1001'], ['*97', '*97'],
])('%s is stored as %s', (given, stored) => {
	expect(normalizeNumber(given)).toBe(stored);
});
