import { describe, expect, it } from 'vitest';
import { jwt } from '../test/crossbar/memorySwitch';
import { DEFAULT_TOKEN_LIFETIME_MS, hashCredentials, loginRequest, readLoginAnswer, tokenOf } from './login';

const NOW = Date.UTC(2026, 0, 1);

describe('a login', () => {
	it('hashes user name and password, the name in lower case', () => {
		expect(hashCredentials('Admin', 'Secret')).toBe('f0e8ee772d7f00476b06dbc39dae1d03');
		expect(hashCredentials('ADMIN', 'Secret', 'sha')).toBe('1cabb11969985af56efad2b1092ec1f926267383');
		expect(hashCredentials('admin', 'secret')).not.toBe(hashCredentials('admin', 'Secret'));
	});

	it.each([
		[{ name: 'acme' }, { account_name: 'acme' }],
		[{ realm: 'acme.example.com' }, { account_realm: 'acme.example.com' }],
		[{ phoneNumber: '+14155550100' }, { phone_number: '+14155550100' }],
	])('names the account by %o', (account, sent) => {
		const request = loginRequest({ kind: 'password', username: 'a', password: 'b', account, hash: 'sha' });
		expect(request?.body).toMatchObject({ data: { ...sent, method: 'sha' } });
	});

	it('has no request where the token is there already', () => {
		expect(loginRequest({ kind: 'token', token: 't' })).toBeUndefined();
		expect(loginRequest({ kind: 'transport' })).toBeUndefined();
	});

	it('reads from the token when it ends', () => {
		expect(tokenOf(jwt({ exp: NOW / 1000 + 60, account_id: 'acc' }), NOW)).toMatchObject({ expiresAt: NOW + 60_000, identity: { accountId: 'acc' } });
	});

	it.each(['0123456789abcdef', 'a.b.c', 'a.!!.c'])('assumes an hour of a token that does not say: %s', (token) => {
		expect(tokenOf(token, NOW).expiresAt).toBe(NOW + DEFAULT_TOKEN_LIFETIME_MS);
	});

	it('says so where the answer holds no token', () => {
		expect(() => readLoginAnswer({ data: {}, status: 'success' }, NOW)).toThrow(/no token/);
	});
});
