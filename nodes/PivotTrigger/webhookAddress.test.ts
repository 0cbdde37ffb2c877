import { describe, expect, it } from 'vitest';
import { addressFor, signedPaths } from './webhookAddress';

const WEBHOOK = 'https://n8n.example.com/hooks/webhook/uuid/pivot';

describe('the webhook’s address for the server', () => {
	it('is the one n8n knows, unless another is given', () => {
		expect(addressFor(WEBHOOK, '')).toBe(WEBHOOK);
	});

	it.each(['http://n8n:5678', 'http://n8n:5678/'])('is at %s where that is given', (n8nUrl) => {
		expect(addressFor(WEBHOOK, n8nUrl)).toBe('http://n8n:5678/hooks/webhook/uuid/pivot');
	});
});

describe('the path a signature covers', () => {
	it('is the one n8n received', () => {
		expect(signedPaths('/webhook/uuid/pivot', undefined)).toEqual(['/webhook/uuid/pivot']);
		expect(signedPaths('/hooks/webhook/uuid/pivot', WEBHOOK)).toEqual(['/hooks/webhook/uuid/pivot']);
	});

	it('may be the one the server was told, where a proxy takes part of it away', () => {
		expect(signedPaths('/webhook/uuid/pivot', WEBHOOK)).toEqual(['/webhook/uuid/pivot', '/hooks/webhook/uuid/pivot']);
	});
});
