import { describe, expect, it } from 'vitest';
import { answerKey, flowKey } from './signature';

const TOKEN_KEY = '5f'.repeat(32);

describe('the first key of a flow', () => {
	it('follows from token and name, and from nothing else', () => {
		expect(flowKey(TOKEN_KEY, 'front-desk')).toBe(flowKey(TOKEN_KEY, 'front-desk'));
		expect(flowKey(TOKEN_KEY, 'front-desk')).not.toBe(flowKey(TOKEN_KEY, 'front-desk2'));
		expect(flowKey(TOKEN_KEY, 'front-desk')).not.toBe(flowKey('60'.repeat(32), 'front-desk'));
	});

	it('fits a path and holds 192 bits', () => {
		expect(flowKey(TOKEN_KEY, 'front-desk')).toMatch(/^[A-Za-z0-9_-]{32}$/);
	});

	it('tells nothing of the keys that sign answers', () => {
		expect(answerKey(TOKEN_KEY, 'front-desk')).not.toContain(Buffer.from(flowKey(TOKEN_KEY, 'front-desk'), 'base64url').toString('hex'));
	});
});
