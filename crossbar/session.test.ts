import { createHash } from 'crypto';
import { describe, expect, it } from 'vitest';
import { failure, jwt, memorySwitch, success } from '../test/crossbar/memorySwitch';
import { CrossbarError } from './crossbarError';
import type { CrossbarLogin } from './login';
import { createCrossbar } from './session';
import type { CrossbarReply, CrossbarRequest } from './transport';

const PASSWORD: CrossbarLogin = { kind: 'password', username: 'Alice', password: 'S3cret', account: { name: 'acme' } };
const START = Date.UTC(2026, 0, 1);

/** A switch whose tokens last an hour and are numbered. */
function house(login: CrossbarLogin = PASSWORD) {
	let now = START;
	let issued = 0;
	let refused: string[] = [];
	const { transport, asked } = memorySwitch(async (request): Promise<CrossbarReply> => {
		if (request.path === '/user_auth' || request.path === '/api_auth') {
			const token = jwt({ n: ++issued, exp: now / 1000 + 3600, account_id: 'acc' });
			await Promise.resolve();
			return success({ account_id: 'acc', is_reseller: true }, { auth_token: token });
		}
		const token = request.headers?.['X-Auth-Token'] ?? '';
		return token === '' || refused.includes(token) ? failure(401, 'invalid_credentials', { message: 'invalid credentials' }) : success([token]);
	});
	const crossbar = createCrossbar({ transport, login, now: () => now });
	return {
		crossbar, asked,
		logins: () => asked.filter(({ method }) => method === 'PUT'),
		wait: (ms: number) => { now += ms; },
		refuse: (...tokens: string[]) => { refused = tokens; },
	};
}

const GET: CrossbarRequest = { method: 'GET', path: '/accounts/acc' };

describe('a session with the switch', () => {
	it('fetches one token for any number of calls, parallel ones too', async () => {
		const { crossbar, logins, asked } = house();
		await Promise.all(Array.from({ length: 20 }, () => crossbar.call(GET)));
		await crossbar.call(GET);
		expect(logins()).toEqual([{
			method: 'PUT', path: '/user_auth',
			body: { data: { credentials: createHash('md5').update('alice:S3cret').digest('hex'), account_name: 'acme' } },
		}]);
		expect(new Set(asked.slice(1).map(({ headers }) => headers?.['X-Auth-Token'])).size).toBe(1);
	});

	it('renews the token before it ends', async () => {
		const { crossbar, logins, wait } = house();
		await crossbar.call(GET);
		wait(3_500_000);
		await crossbar.call(GET);
		expect(logins()).toHaveLength(1);
		wait(60_000);
		await Promise.all([crossbar.call(GET), crossbar.call(GET)]);
		expect(logins()).toHaveLength(2);
	});

	it('renews a refused token once, and the call succeeds', async () => {
		const { crossbar, logins, refuse } = house();
		const first = String((await crossbar.call(GET)).data);
		refuse(first);
		const answers = await Promise.all(Array.from({ length: 5 }, () => crossbar.call(GET)));
		expect(new Set(answers.map(({ data }) => String(data))).size).toBe(1);
		expect(String(answers[0]?.data)).not.toBe(first);
		expect(logins()).toHaveLength(2);
	});

	it('does not try a third time', async () => {
		const { transport, asked } = memorySwitch((request) => (request.method === 'PUT' ? success({}, { auth_token: `opaque-${asked.length}` }) : failure(401, 'invalid_credentials')));
		const crossbar = createCrossbar({ transport, login: PASSWORD, now: () => START });
		await expect(crossbar.call(GET)).rejects.toMatchObject({ code: 'crossbar.unauthorized', status: 401 });
		expect(asked).toHaveLength(4);
	});

	it('does not keep a login that failed', async () => {
		let up = false;
		const { transport } = memorySwitch((request) => {
			if (!up) return Promise.reject(new Error('connect ECONNREFUSED'));
			return request.method === 'PUT' ? success({}, { auth_token: 'opaque' }) : success({ id: 'acc' });
		});
		const crossbar = createCrossbar({ transport, login: PASSWORD, now: () => START });
		await expect(crossbar.call(GET)).rejects.toMatchObject({ code: 'crossbar.unreachable' });
		up = true;
		await expect(crossbar.call(GET)).resolves.toMatchObject({ data: { id: 'acc' } });
	});

	it('says a wrong password in one sentence', async () => {
		const { transport } = memorySwitch(() => failure(401, 'invalid_credentials', { message: 'invalid credentials' }));
		const crossbar = createCrossbar({ transport, login: PASSWORD, now: () => START });
		await expect(crossbar.call(GET)).rejects.toMatchObject({ code: 'crossbar.login-refused', message: expect.stringMatching(/^The switch refused the login\. Check [^.]+\.$/) });
	});

	it('asks with a given token, and never renews it', async () => {
		const { crossbar, asked, refuse } = house({ kind: 'token', token: ' given ' });
		expect((await crossbar.call(GET)).data).toEqual(['given']);
		refuse('given');
		await expect(crossbar.call(GET)).rejects.toMatchObject({ code: 'crossbar.unauthorized' });
		expect(asked).toHaveLength(2);
	});

	it('logs in with an API key', async () => {
		const { crossbar, logins } = house({ kind: 'api-key', apiKey: 'k'.repeat(64) });
		await crossbar.call(GET);
		expect(logins()).toEqual([{ method: 'PUT', path: '/api_auth', body: { data: { api_key: 'k'.repeat(64) } } }]);
	});

	it('leaves the token to a transport that has one', async () => {
		const { transport, asked } = memorySwitch(() => success({ id: 'acc' }));
		await createCrossbar({ transport, login: { kind: 'transport' }, now: () => START }).call(GET);
		expect(asked).toEqual([GET]);
	});

	it('knows who it is from the login, the token, or the switch', async () => {
		await expect(house().crossbar.identity()).resolves.toEqual({ accountId: 'acc', isReseller: true });
		const token = jwt({ account_id: 'acc', owner_id: 'me' });
		const { transport, asked } = memorySwitch(() => success({ account_id: 'acc', is_reseller: false, reseller_id: 'res', account_name: 'Acme' }));
		const crossbar = createCrossbar({ transport, login: { kind: 'token', token }, now: () => START });
		await expect(crossbar.identity()).resolves.toEqual({ accountId: 'acc', ownerId: 'me', isReseller: false, resellerId: 'res', accountName: 'Acme' });
		expect(asked[0]?.path).toBe(`/user_auth/${token}`);
	});

	it('hands out the data of the envelope and where a new document stands', async () => {
		const { transport } = memorySwitch(() => ({ ...success({ id: 'new' }), status: 201, headers: { location: '/v2/accounts/acc/callflows/new' } }));
		await expect(createCrossbar({ transport, login: { kind: 'transport' }, now: () => START }).call(GET))
			.resolves.toMatchObject({ data: { id: 'new' }, status: 201, location: '/v2/accounts/acc/callflows/new', envelope: { request_id: 'r1' } });
	});

	it('reads JSON a transport left as text', async () => {
		const { transport } = memorySwitch(() => ({ status: 200, headers: {}, body: '{"data":[1],"status":"success"}' }));
		await expect(createCrossbar({ transport, login: { kind: 'transport' }, now: () => START }).call(GET)).resolves.toMatchObject({ data: [1] });
	});

	it.each([
		['a web page', '<html></html>', /web page/],
		['nothing', '', /empty/],
		['a list', [1, 2], /something else/],
	])('does not take %s for the switch', async (_what, body, words) => {
		const { transport } = memorySwitch(() => ({ status: 200, headers: {}, body }));
		await expect(createCrossbar({ transport, login: { kind: 'transport' }, now: () => START }).call(GET))
			.rejects.toMatchObject({ code: 'crossbar.not-crossbar', message: expect.stringMatching(words) });
	});

	it.each<[string, CrossbarLogin]>([
		['user name', { ...PASSWORD, username: '' }],
		['password', { ...PASSWORD, password: '' }],
		['realm', { ...PASSWORD, account: { realm: ' ' } }],
		['API key', { kind: 'api-key', apiKey: '' }],
		['token', { kind: 'token', token: '' }],
	])('names a missing %s before it asks', async (what, login) => {
		const { crossbar, asked } = house(login);
		const refusal = await crossbar.call(GET).catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(CrossbarError);
		expect(refusal).toMatchObject({ code: 'crossbar.setting', message: expect.stringContaining(what) });
		expect(asked).toEqual([]);
	});
});
