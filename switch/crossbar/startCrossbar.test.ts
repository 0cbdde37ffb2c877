import { afterEach, describe, expect, it } from 'vitest';
import { startCrossbar, type Answered, type CrossbarOptions, type RunningCrossbar } from './startCrossbar';
import { createAccountStore } from './store/accountStore';
import { ask, logIn } from './testing/client';

let crossbar: RunningCrossbar | undefined;
afterEach(async () => {
	await crossbar?.close();
	crossbar = undefined;
});
const start = async (options: CrossbarOptions = {}) => (crossbar = await startCrossbar(options));

describe('the virtual switch’s API', () => {
	it('answers 429 to too many requests, until its bucket fills again', async () => {
		let now = Date.UTC(2026, 5, 30);
		const running = await start({ store: createAccountStore({ now: () => now }), rateLimit: { tokens: 3, perSecond: 1 } });
		const acme = await logIn(running);
		expect((await acme.get('')).body['tokens']).toEqual({ consumed: 1, remaining: 1 });
		expect((await acme.get('')).status).toBe(200);
		expect(await acme.get('')).toMatchObject({ status: 429, body: { status: 'error', error: '429', message: 'too_many_requests' } });
		now += 1_000;
		expect((await acme.get('')).status).toBe(200);
	});

	it('can be made to answer something else', async () => {
		const running = await start({ interfere: ({ target }) => (target.includes('/menus') ? { status: 502, body: '<h1>Bad gateway</h1>', afterMs: 5 } : undefined) });
		const response = await fetch(`${running.url}/accounts/x/menus`);
		expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([502, 'text/html', '<h1>Bad gateway</h1>']);
		expect((await ask(running, 'GET', '/accounts/x/users')).status).toBe(401);
	});

	it('tells of every answer, without tokens', async () => {
		const answers: Answered[] = [];
		const running = await start({ onAnswer: (answered) => answers.push(answered) });
		const { token, account } = await logIn(running);
		await ask(running, 'GET', `/accounts/${account.id}?auth_token=${token}&page_size=2`);
		expect(answers).toEqual([
			{ method: 'PUT', target: '/v2/api_auth', status: 200 },
			{ method: 'GET', target: `/v2/accounts/${account.id}?auth_token=…&page_size=2`, status: 200 },
		]);
	});

	it.each([
		['GET', '/../v1/accounts', 404], ['GET', '/nothing', 401], ['GET', '/accounts/%zz', 404], ['DELETE', '/user_auth', 405], ['GET', '', 401], ['POST', '/accounts/x', 405],
	])('%s %s is answered with %i, in the envelope', async (method, path, status) => {
		const answer = await ask(await start(), method, path);
		expect(answer).toMatchObject({ status, body: { status: 'error', error: String(status), request_id: expect.any(String) as string } });
	});

	it('starts where it is told to, and not where somebody else listens', async () => {
		const running = await start();
		await expect(startCrossbar({ port: running.port })).rejects.toThrow('EADDRINUSE');
	});

	it('forgets everything at its end, and answers nobody any more', async () => {
		const running = await start();
		await running.close();
		crossbar = undefined;
		await expect(fetch(running.url)).rejects.toThrow();
	});
});
