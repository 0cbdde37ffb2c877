import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import { startCrossbar, type RunningCrossbar } from '../startCrossbar';
import { createAccountStore } from '../store/accountStore';
import { SAMPLE_NUMBER } from '../store/sampleAccount';
import { ask, credentialsOf, sampleLogin, textOf } from '../testing/client';

let now = Date.UTC(2026, 5, 30, 10);
let crossbar: RunningCrossbar;
beforeEach(async () => {
	crossbar = await startCrossbar({ store: createAccountStore({ now: () => now }), tokenLifetimeS: 60 });
});
afterEach(() => crossbar.close());

const logIn = (data: unknown) => ask(crossbar, 'PUT', '/user_auth', { data });
const tokenOf = async (data: unknown = sampleLogin()) => z.string().parse((await logIn(data)).body['auth_token']);
const me = (headers: Readonly<Record<string, string>>, query = '') => ask(crossbar, 'GET', `/accounts/${crossbar.store.primary.id}${query}`, undefined, headers);

describe('logging in', () => {
	it('with user and password answers 200 with a token and who one is', async () => {
		const { status, body, document } = await logIn(sampleLogin());
		expect(status).toBe(200);
		expect(document).toMatchObject({ account_id: crossbar.store.primary.id, is_reseller: true, language: 'en-us', apps: [] });
		expect(Object.keys(document)).toEqual(expect.arrayContaining(['owner_id', 'reseller_id']));
		const [header = '', payload = ''] = textOf(body['auth_token']).split('.');
		expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ typ: 'JWT' });
		expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ iss: 'kazoo', exp: Math.floor(now / 1000) + 60, account_id: crossbar.store.primary.id });
	});

	it.each([
		['a SHA-1 hash', { credentials: credentialsOf('ann', 'virtual', 'sha1'), method: 'sha', account_name: 'acme' }],
		['a user name in capitals', { credentials: credentialsOf('ANN', 'virtual'), account_name: 'ACME' }],
		['the realm', { credentials: credentialsOf('ann', 'virtual'), account_realm: 'acme.virtual.example' }],
		['a number of the account', { credentials: credentialsOf('ann', 'virtual'), phone_number: SAMPLE_NUMBER.slice(2) }],
	])('works with %s', async (_name, data) => {
		expect((await logIn(data)).status).toBe(200);
	});

	it.each([
		['a wrong password', { credentials: credentialsOf('ann', 'wrong'), account_name: 'acme' }, 401, 'invalid_credentials'],
		['the hash of the other kind', { credentials: credentialsOf('ann', 'virtual', 'sha1'), account_name: 'acme' }, 401, 'invalid_credentials'],
		['another account', { credentials: credentialsOf('ann', 'virtual'), account_name: 'Birch Dental' }, 401, 'invalid_credentials'],
		['an account nobody has', { credentials: credentialsOf('ann', 'virtual'), account_name: 'nobody' }, 400, 'validation error'],
		['no account', { credentials: credentialsOf('ann', 'virtual') }, 400, 'validation error'],
		['no credentials', { account_name: 'acme' }, 400, 'validation error'],
	])('with %s is refused', async (_name, data, status, message) => {
		const answer = await logIn(data);
		expect(answer).toMatchObject({ status, body: { status: 'error', error: String(status), message } });
		expect(answer.body).not.toHaveProperty('auth_token');
	});

	it('by a disabled user is refused', async () => {
		const { store } = crossbar;
		const [ann] = store.documents(store.primary.id, 'users').filter(({ fields }) => fields['username'] === 'ann');
		store.save(store.primary.id, 'users', { ...ann?.fields, enabled: false }, ann?.id);
		expect((await logIn(sampleLogin())).status).toBe(401);
	});

	it('with an API key works for that account; a wrong one is refused', async () => {
		const key = crossbar.store.primary.apiKey;
		expect(key).toHaveLength(64);
		expect((await ask(crossbar, 'PUT', '/api_auth', { data: { api_key: key } })).document).toMatchObject({ account_id: crossbar.store.primary.id });
		expect(await ask(crossbar, 'PUT', '/api_auth', { data: { api_key: 'f'.repeat(64) } })).toMatchObject({ status: 401, body: { data: { message: 'invalid credentials' } } });
		expect(await ask(crossbar, 'PUT', '/api_auth', { data: { api_key: 'short' } })).toMatchObject({ status: 400, data: { api_key: { minLength: { target: 64 } } } });
	});

	it('keeps no password, and takes the one a user was changed to', async () => {
		const token = await tokenOf();
		const headers = { 'x-auth-token': token };
		const users = `/accounts/${crossbar.store.primary.id}/users`;
		const created = await ask(crossbar, 'PUT', users, { data: { first_name: 'Eve', last_name: 'Elm', username: 'Eve', password: 'secret' } }, headers);
		expect(JSON.stringify([created.body, crossbar.store.documents(crossbar.store.primary.id, 'users')])).not.toContain('secret');
		expect((await logIn({ credentials: credentialsOf('eve', 'secret'), account_name: 'acme' })).status).toBe(200);
		await ask(crossbar, 'PATCH', `${users}/${textOf(created.document['id'])}`, { data: { password: 'changed' } }, headers);
		expect((await logIn({ credentials: credentialsOf('eve', 'secret'), account_name: 'acme' })).status).toBe(401);
		expect((await logIn({ credentials: credentialsOf('eve', 'changed'), account_name: 'acme' })).status).toBe(200);
	});
});

describe('a token', () => {
	it('is taken from the header, the query, the body, or as bearer', async () => {
		const token = await tokenOf();
		expect((await me({ 'x-auth-token': token })).status).toBe(200);
		expect((await me({ authorization: `Bearer ${token}` })).status).toBe(200);
		expect((await me({}, `?auth_token=${token}`)).status).toBe(200);
		const menus = `/accounts/${crossbar.store.primary.id}/menus`;
		expect((await ask(crossbar, 'PUT', menus, { data: { name: 'Night' }, auth_token: token })).status).toBe(201);
		expect((await me({ 'x-auth-token': token })).body['auth_token']).toBe(token);
	});

	it('ends at a fixed time, however much it was used', async () => {
		const headers = { 'x-auth-token': await tokenOf() };
		now += 59_000;
		expect((await me(headers)).status).toBe(200);
		now += 1_000;
		expect(await me(headers)).toMatchObject({ status: 401, body: { status: 'error', error: '401', message: 'invalid_credentials', data: { message: 'invalid credentials' } } });
		expect((await me({ 'x-auth-token': await tokenOf() })).status).toBe(200);
	});

	it.each([
		['none', {}],
		['another switch’s', { 'x-auth-token': 'a'.repeat(32) }],
		['one with a dot too many', { 'x-auth-token': 'a.b.c.d' }],
		['an empty one', { 'x-auth-token': '' }],
	])('that is %s is refused', async (_name, headers) => {
		expect((await me(headers)).status).toBe(401);
	});

	it('cannot be prolonged by its owner', async () => {
		const [header, payload = '', signature] = (await tokenOf()).split('.');
		const claims = z.record(z.string(), z.json()).parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
		const longer = Buffer.from(JSON.stringify({ ...claims, exp: Number(claims['exp']) + 3600 })).toString('base64url');
		expect((await me({ 'x-auth-token': `${String(header)}.${longer}.${String(signature)}` })).status).toBe(401);
	});

	it('tells whose it is, and can be given back', async () => {
		const token = await tokenOf();
		const headers = { 'x-auth-token': token };
		expect((await ask(crossbar, 'GET', `/user_auth/${token}`, undefined, headers)).document).toMatchObject({ account_id: crossbar.store.primary.id, account_name: 'Acme', method: 'cb_user_auth', id: token });
		expect((await ask(crossbar, 'GET', '/token_auth', undefined, headers)).document).toMatchObject({ account_id: crossbar.store.primary.id });
		expect((await ask(crossbar, 'DELETE', '/token_auth', undefined, headers)).status).toBe(200);
		expect((await me(headers)).status).toBe(401);
	});

	it('is refused once the switch takes all tokens back', async () => {
		const headers = { 'x-auth-token': await tokenOf() };
		crossbar.takeTokensBack();
		expect((await me(headers)).status).toBe(401);
		expect((await me({ 'x-auth-token': await tokenOf() })).status).toBe(200);
	});
});
