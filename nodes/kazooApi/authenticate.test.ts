import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { addToken, SIGNED_IN_ACCOUNT } from './authenticate';
import { SESSION_FIELD, storeSession } from './session';
import { readSettings } from './settings';

const NOW = Date.UTC(2026, 5, 30, 10);
const BASE = 'https://api.example.com:8443/v2';
const HOUR = 3_600_000;
const form = { dialect: 'kazoo', baseUrl: BASE, signIn: 'password', username: 'ann', password: 'virtual', accountBy: 'name', account: 'Acme' };

function signedIn(given: ICredentialDataDecryptedObject = form, { expiresAt = NOW + HOUR, signedInAt = NOW - HOUR } = {}): ICredentialDataDecryptedObject {
	const session = storeSession({ token: 'a-token', accountId: 'acme-id', signedInAt, expiresAt }, readSettings(given));
	return { ...given, [SESSION_FIELD]: session };
}

function path(account = SIGNED_IN_ACCOUNT) {
	return { url: `${BASE}/accounts/${account}/pivot/debug` };
}

/** What n8n takes as the reason to sign in. */
const ASKS_TO_SIGN_IN = expect.objectContaining({ response: { status: 401 } }) as Error;

describe('a request to the switch', () => {
	it('carries the token, and asks about the account that signed in', () => {
		const { url, headers } = addToken(signedIn(), path(), NOW);
		expect(url).toBe(`${BASE}/accounts/acme-id/pivot/debug`);
		expect(headers).toEqual({ 'x-auth-token': 'a-token' });
	});

	it('asks about another account where the person chose one', () => {
		expect(addToken(signedIn(), path('west-id'), NOW).url).toBe(`${BASE}/accounts/west-id/pivot/debug`);
	});

	it('of the credential’s test goes to the base URL as it has to be, whatever was typed', () => {
		const typed = { ...form, baseUrl: 'api.example.com:8443/' };
		const { baseURL, url } = addToken(signedIn(typed), { baseURL: typed.baseUrl, url: `/accounts/${SIGNED_IN_ACCOUNT}` }, NOW);
		expect(`${String(baseURL)}${url}`).toBe(`${BASE}/accounts/acme-id`);
	});

	it('never takes the token to another host', () => {
		expect(() => addToken(signedIn(), { url: 'https://evil.example.com/v2/accounts/x' }, NOW)).toThrow(/not sent to https:\/\/evil\.example\.com/);
	});

	it('never carries the password', () => {
		expect(JSON.stringify(addToken(signedIn(), path(), NOW))).not.toContain('virtual');
	});
});

describe('a token is fetched first', () => {
	it.each<[string, ICredentialDataDecryptedObject]>([
		['when there is none', form],
		['when what is kept is no session', { ...form, [SESSION_FIELD]: 'nonsense' }],
		['when the password was changed', { ...signedIn(), password: 'changed' }],
		['when the address was changed', { ...signedIn(), baseUrl: 'https://other.example.com/v2' }],
		['when it ends within half a minute', signedIn(form, { expiresAt: NOW + 20_000 })],
	])('%s', (_when, credentials) => {
		const request = { url: `${readSettings(credentials).baseUrl}/accounts/x` };
		expect(() => addToken(credentials, request, NOW)).toThrow(ASKS_TO_SIGN_IN);
	});

	it('not again at once, where the clock of the switch makes every token look old', () => {
		const fresh = signedIn(form, { signedInAt: NOW - 1000, expiresAt: NOW - HOUR });
		expect(addToken(fresh, path(), NOW).headers).toEqual({ 'x-auth-token': 'a-token' });
	});
});

describe('a token fetched elsewhere', () => {
	const claims = (data: object) => `head.${btoa(JSON.stringify(data)).replace(/=+$/, '')}.signature`;

	it('is used as it is, for the account it names', () => {
		const token = claims({ account_id: 'acme-id', exp: 1 });
		const { url, headers } = addToken({ ...form, signIn: 'token', token }, path(), NOW);
		expect(url).toContain('/accounts/acme-id/');
		expect(headers).toEqual({ 'x-auth-token': token });
	});

	it('is for the account the person named', () => {
		expect(addToken({ ...form, signIn: 'token', token: 'opaque', accountId: 'west-id' }, path(), NOW).url).toContain('/accounts/west-id/');
	});

	it('that names no account is refused in words', () => {
		expect(() => addToken({ ...form, signIn: 'token', token: 'opaque' }, path(), NOW)).toThrow(/Fill in the account’s ID/);
		expect(() => addToken({ ...form, signIn: 'token', token: '' }, path(), NOW)).toThrow(/token is missing/);
	});
});
