import { describe, expect, it } from 'vitest';
import { createLog, messageOf } from './log';
import { maskNumber } from './maskNumber';

describe('the log', () => {
	it.each([
		['+14155550199', '+1415•••0199'],
		['4155550199', '41555•••0199'],
		['1001', '•••1'],
		['anonymous', 'anony•••mous'],
		['', ''],
	])('masks the number %s as %s', (number, masked) => expect(maskNumber(number)).toBe(masked));

	it('writes one JSON object a line, and only what its level lets through', () => {
		const lines: string[] = [];
		const log = createLog('warn', (line) => lines.push(line));
		log.info('call', { flow: 'a' });
		log.warn('slow', { text: 'two\nlines', absent: undefined });
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/^\{.*\}\n$/);
		expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', event: 'slow', text: 'two\nlines' });
	});

	it('tells the causes of an error', () => {
		expect(messageOf(new Error('outer', { cause: new Error('inner') }))).toBe('outer: inner');
		expect(messageOf(new Error('outer: inner', { cause: new Error('inner') }))).toBe('outer: inner');
	});
});
