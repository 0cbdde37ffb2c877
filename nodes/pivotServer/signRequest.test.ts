import { describe, expect, it } from 'vitest';
import { PAIRING_HEADERS } from '../../pivot/pairing/headers';
import { answerKey, readToken, verify } from '../../pivot/pairing/signature';
import { answerHeaders } from './answerHeaders';
import { signRequest } from './signRequest';
import { acceptedTokens } from './tokens';

const TOKEN = `kp_abcd1234_${'x'.repeat(40)}`;
const OLD_TOKEN = `kp_old01234_${'y'.repeat(40)}`;
const NOW = Date.UTC(2026, 0, 1);
const key = readToken(TOKEN)?.key ?? '';

function signedHeaders(body: string) {
	const { headers = {} } = signRequest({ token: TOKEN }, { method: 'PUT', url: 'https://pivot.example.com/base/api/flows/x?y=1', body }, NOW);
	return headers;
}

function verified(headers: Readonly<Record<string, unknown>>, path: string, body: string) {
	return verify(
		[key],
		{ purpose: 'api', method: 'PUT', path, id: String(headers[PAIRING_HEADERS.nonce]), timestamp: Number(headers[PAIRING_HEADERS.timestamp]), body },
		String(headers[PAIRING_HEADERS.signature]),
		NOW / 1000,
	);
}

describe('a request to the pivot server', () => {
	it('is signed over method, path, query and body', () => {
		const headers = signedHeaders('{"a":"ü"}');
		expect(verified(headers, '/base/api/flows/x?y=1', '{"a":"ü"}')).toEqual({ ok: true });
		expect(verified(headers, '/base/api/flows/x', '{"a":"ü"}')).toMatchObject({ ok: false, code: 'signature.wrong' });
		expect(verified(headers, '/base/api/flows/x?y=1', '{"a":"u"}')).toMatchObject({ ok: false, code: 'signature.wrong' });
	});

	it('names its token and never carries it', () => {
		const headers = signedHeaders('');
		expect(headers[PAIRING_HEADERS.token]).toBe('abcd1234');
		expect(JSON.stringify(headers)).not.toContain('xxxx');
	});

	it('has a nonce of its own each time', () => {
		expect(signedHeaders('')[PAIRING_HEADERS.nonce]).not.toBe(signedHeaders('')[PAIRING_HEADERS.nonce]);
	});

	it('is signed for the address of a credential test too, where base and path come apart', () => {
		const { headers = {} } = signRequest({ token: TOKEN }, { method: 'PUT', baseURL: 'https://pivot.example.com', url: '/api/ping' }, NOW);
		expect(verified(headers, '/api/ping', '')).toEqual({ ok: true });
	});

	it('is not made with something that is no token', () => {
		expect(() => signRequest({ token: 'secret' }, { url: 'https://pivot.example.com/' }, NOW)).toThrow(/not one a pivot server made/);
	});
});

describe('the tokens of a credential', () => {
	it('are the current one, and the previous one while it is being replaced', () => {
		expect(acceptedTokens({ token: TOKEN }).map(({ id }) => id)).toEqual(['abcd1234']);
		expect(acceptedTokens({ token: TOKEN, previousToken: OLD_TOKEN }).map(({ id }) => id)).toEqual(['abcd1234', 'old01234']);
	});
});

describe('an answer to the pivot server', () => {
	it('is signed with the key of its attempt, over attempt and body', () => {
		const own = answerKey(key, 'a1');
		const headers = answerHeaders({ attempt: 'a1', answerKey: own }, '{"module":"hangup"}', NOW);
		const check = (id: string, body: string) =>
			verify([answerKey(key, id)], { purpose: 'answer', method: '', path: '', id, timestamp: Number(headers[PAIRING_HEADERS.timestamp]), body }, headers[PAIRING_HEADERS.signature], NOW / 1000);
		expect(check('a1', '{"module":"hangup"}')).toEqual({ ok: true });
		expect(check('a2', '{"module":"hangup"}')).toMatchObject({ ok: false });
		expect(check('a1', '{"module":"answer"}')).toMatchObject({ ok: false });
	});
});
