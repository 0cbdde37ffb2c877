import { describe, expect, it } from 'vitest';
import { checkCallflow } from '../../pivot/callflow/check';
import { inWords } from './inWords';

describe('the problems of a callflow in words', () => {
	it('say where, what, and what the caller would suffer', () => {
		const { problems } = checkCallflow({ module: 'answer', children: { _: { module: 'tts', data: {} } } }, { version: 'master' });
		const words = inWords(problems);
		expect(words).toContain('At children._.data.text:');
		expect(words).toContain('the caller hears silence');
	});

	it('name the first five and count the rest', () => {
		const { problems } = checkCallflow({ module: 'hangup', children: Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((key) => [key, { module: 'nonsense' }])) });
		expect(problems).toHaveLength(7);
		expect(inWords(problems)).toMatch(/And 2 more\.$/);
	});
});
