import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../startServer';
import { askApi, callFields, newestAttempt, placeCall, register, registrationOf, send } from '../testing/clients';
import { OTHER_TOKEN, TEST_CONFIG, TEST_TOKEN } from '../testing/settings';
import { startStandInN8n, type StandInN8n } from '../testing/standInN8n';

const HELLO = { module: 'tts', data: { text: 'Hello' }, children: {} };
const FROM_EDITOR = { module: 'tts', data: { text: 'From the editor' }, children: {} };
const OWNER = { instanceId: 'n8n-1', workflowId: 'w1', workflowName: 'Front desk' };
const STRANGER = { instanceId: 'n8n-1', workflowId: 'w2', workflowName: 'Other' };

describe('the API', () => {
	let server: RunningServer;
	let n8n: StandInN8n;

	beforeAll(async () => {
		server = await startServer(TEST_CONFIG);
		n8n = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond(HELLO));
	});
	afterAll(async () => {
		await server.close();
		await n8n.close();
	});

	describe('lets in who signed with the token', () => {
		it('says who it is', async () => {
			const answer = await askApi(server, 'GET', '/api/ping');
			expect(answer.status).toBe(200);
			expect(JSON.parse(answer.text)).toEqual({ server: 'kazoo-pivot', version: '0.1.0', publicUrl: server.publicUrl });
		});

		it('signs the query too', async () => {
			expect((await askApi(server, 'GET', '/api/attempts?limit=1')).status).toBe(200);
		});

		it.each([
			['no signature', 'signature.missing', () => send(`${server.url}/api/ping`, 'GET')],
			['an unknown token', 'token.unknown', () => askApi(server, 'GET', '/api/ping', undefined, { token: OTHER_TOKEN })],
			['another secret under a known id', 'signature.wrong', () => askApi(server, 'GET', '/api/ping', undefined, { token: `${TEST_TOKEN}0` })],
			['another body than the one signed', 'signature.wrong', () => askApi(server, 'PUT', '/api/flows/a', { a: 1 }, { signedBody: '{}' })],
			['a clock ten minutes off', 'signature.clock', () => askApi(server, 'GET', '/api/ping', undefined, { timestamp: Math.floor(Date.now() / 1000) - 600 })],
			['a nonce too short to be one', 'signature.unreadable', () => askApi(server, 'GET', '/api/ping', undefined, { nonce: 'x' })],
		])('%s: %s', async (_what, code, ask) => {
			const answer = await ask();
			expect(answer.status).toBe(401);
			expect(JSON.parse(answer.text)).toMatchObject({ error: { code } });
		});

		it('takes a request once', async () => {
			const nonce = '0123456789abcdef';
			expect((await askApi(server, 'GET', '/api/ping', undefined, { nonce })).status).toBe(200);
			const again = await askApi(server, 'GET', '/api/ping', undefined, { nonce });
			expect([again.status, JSON.parse(again.text)]).toMatchObject([401, { error: { code: 'nonce.used' } }]);
		});

		it('refuses a body above its limit, a body that is not JSON, and a path it does not know', async () => {
			expect((await askApi(server, 'PUT', '/api/flows/a', { text: 'y'.repeat(600_000) })).status).toBe(413);
			expect(JSON.parse((await askApi(server, 'PUT', '/api/flows/a', undefined)).text)).toMatchObject({ error: { code: 'body.not-json' } });
			expect((await askApi(server, 'GET', '/api/nothing')).status).toBe(404);
			expect((await askApi(server, 'GET', '/api/flows/%zz')).status).toBe(400);
		});
	});

	describe('registration', () => {
		it('gives a voice URL, the same every time, and keeps what was registered last', async () => {
			const probesBefore = n8n.probes;
			const first = await register(server, 'twice', n8n.webhookUrl);
			const second = await register(server, 'twice', n8n.webhookUrl, { budgetMs: 1_500 });
			expect(first).toMatchObject({ flow: 'twice', state: 'active', warnings: [] });
			expect(first.voiceUrl).toMatch(new RegExp(`^${server.url}/pivot/twice/[\\w-]{32}$`));
			expect(second).toEqual({ ...first, budgetMs: 1_500 });
			expect(n8n.probes - probesBefore).toBe(2);
			expect(JSON.parse((await askApi(server, 'GET', '/api/flows/twice')).text)).toMatchObject({ budgetMs: 1_500, owner: OWNER, listening: false });
		});

		it('refuses a name another workflow has, published or parked, naming the owner', async () => {
			await register(server, 'taken', n8n.webhookUrl);
			for (const park of [false, true]) {
				if (park) await askApi(server, 'POST', '/api/flows/taken/park', { owner: OWNER });
				const answer = await askApi(server, 'PUT', '/api/flows/taken', registrationOf(n8n.webhookUrl, { owner: STRANGER }));
				expect(answer.status).toBe(409);
				expect(answer.text).toContain('Front desk');
			}
			expect((await askApi(server, 'POST', '/api/flows/taken/park', { owner: STRANGER })).status).toBe(409);
			expect((await askApi(server, 'PUT', '/api/flows/taken/test', { owner: STRANGER, webhookUrl: n8n.webhookUrl })).status).toBe(409);
		});

		it('refuses a fallback the switch would not run, naming the place', async () => {
			const fallback = { module: 'play', data: { id: 'a' }, children: { _: { module: 'say', data: {} } } };
			const answer = await askApi(server, 'PUT', '/api/flows/bad-fallback', registrationOf(n8n.webhookUrl, { fallback }));
			expect(answer.status).toBe(422);
			expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'fallback.invalid' } });
			expect(answer.text).toContain('children._');
			expect((await askApi(server, 'GET', '/api/flows/bad-fallback')).status).toBe(404);
		});

		it('refuses what is not a registration, naming the field', async () => {
			const answer = await askApi(server, 'PUT', '/api/flows/wrong', { ...registrationOf(n8n.webhookUrl), budgetMs: 9 });
			expect(answer.status).toBe(422);
			expect(answer.text).toContain('budgetMs');
			expect((await askApi(server, 'PUT', '/api/flows/Wrong_Name', registrationOf(n8n.webhookUrl))).status).toBe(400);
		});

		it.each(['http://169.254.169.254/latest', 'http://[fe80::1]/webhook', 'http://bob:secret@127.0.0.1/webhook'])('refuses the webhook address %s', async (webhookUrl) => {
			expect((await askApi(server, 'PUT', '/api/flows/wrong', registrationOf(webhookUrl))).status).toBe(422);
		});

		it('waits until n8n answers the webhook', async () => {
			n8n.published = false;
			const registered = register(server, 'soon', n8n.webhookUrl);
			setTimeout(() => void (n8n.published = true), 350);
			expect((await registered).state).toBe('active');
		});

		it('fails with address and cause where the webhook is not a trigger with this token', async () => {
			const other = await startStandInN8n(OTHER_TOKEN, ({ respond }) => respond(HELLO));
			const answer = await askApi(server, 'PUT', '/api/flows/other-token', registrationOf(other.webhookUrl));
			await other.close();
			expect(answer.status).toBe(422);
			expect(answer.text).toContain(other.webhookUrl);
			expect(answer.text).toContain('403');
			expect((await askApi(server, 'GET', '/api/flows/other-token')).status).toBe(404);
		});

		it('of a workflow already live succeeds with a warning while n8n is still starting', async () => {
			await register(server, 'known', n8n.webhookUrl);
			n8n.published = false;
			const again = await register(server, 'known', n8n.webhookUrl);
			n8n.published = true;
			expect(again.state).toBe('active');
			expect(again.warnings.join()).toContain('404');
		});

		it('warns where the switch would refuse the voice URL', async () => {
			const strict = await startServer({ ...TEST_CONFIG, deny: 'kazoo' });
			const { warnings } = await register(strict, 'denied', n8n.webhookUrl);
			await strict.close();
			expect(warnings.join()).toContain('PIVOT_PUBLIC_URL');
			expect(strict.warnings).toEqual(warnings);
		});
	});

	describe('a flow', () => {
		it('parked: once n8n no longer answers, calls get the fallback; never 404', async () => {
			const { voiceUrl } = await register(server, 'parked', n8n.webhookUrl);
			const answer = await askApi(server, 'POST', '/api/flows/parked/park', { owner: OWNER });
			expect(JSON.parse(answer.text)).toMatchObject({ state: 'parked', voiceUrl });
			expect((await placeCall(voiceUrl)).text).toBe(JSON.stringify(HELLO));
			n8n.published = false;
			expect((await placeCall(voiceUrl)).text).toContain('We are sorry');
			n8n.published = true;
			expect((await register(server, 'parked', n8n.webhookUrl)).voiceUrl).toBe(voiceUrl);
			expect((await placeCall(voiceUrl)).text).toBe(JSON.stringify(HELLO));
		});

		it('re-published over and over under load drops nobody', async () => {
			const { voiceUrl } = await register(server, 'republished', n8n.webhookUrl);
			const published = new AbortController();
			const statuses: number[] = [];
			const caller = (async () => {
				while (!published.signal.aborted) statuses.push(...(await Promise.all([placeCall(voiceUrl), placeCall(voiceUrl)])).map(({ status }) => status));
			})();
			for (let round = 0; round < 5; round += 1) {
				await askApi(server, 'POST', '/api/flows/republished/park', { owner: OWNER });
				n8n.published = false;
				setTimeout(() => void (n8n.published = true), 20);
				await register(server, 'republished', n8n.webhookUrl);
			}
			published.abort();
			await caller;
			expect(statuses.length).toBeGreaterThan(10);
			expect(new Set(statuses)).toEqual(new Set([200]));
		});

		it('changes its key only when asked to; the old voice URL leads nowhere then', async () => {
			const before = await register(server, 'rotated', n8n.webhookUrl);
			const after: unknown = JSON.parse((await askApi(server, 'POST', '/api/flows/rotated/key')).text);
			expect(after).not.toMatchObject({ voiceUrl: before.voiceUrl });
			expect((await placeCall(before.voiceUrl)).status).toBe(404);
			expect((await register(server, 'rotated', n8n.webhookUrl))).toEqual(after);
		});

		it('is removed only when asked to; its name is free then', async () => {
			const { voiceUrl } = await register(server, 'removed', n8n.webhookUrl);
			expect((await askApi(server, 'DELETE', '/api/flows/removed')).status).toBe(200);
			expect((await placeCall(voiceUrl)).status).toBe(404);
			expect((await askApi(server, 'DELETE', '/api/flows/removed')).status).toBe(404);
			expect((await register(server, 'removed', n8n.webhookUrl, { owner: STRANGER })).voiceUrl).not.toBe(voiceUrl);
		});

		it('is listed', async () => {
			await register(server, 'listed', n8n.webhookUrl);
			const { flows } = JSON.parse((await askApi(server, 'GET', '/api/flows')).text) as { flows: { flow: string }[] };
			expect(flows.map(({ flow }) => flow)).toContain('listed');
		});
	});

	describe('an editor that listens', () => {
		const listen = (flow: string, changes: Readonly<Record<string, unknown>>) =>
			askApi(server, 'PUT', `/api/flows/${flow}/test`, { owner: OWNER, webhookUrl: `${n8n.url}/webhook-test/w1`, ...changes });

		beforeAll(() => {
			n8n.workflow = ({ path, respond }) => respond(path.startsWith('/webhook-test/') ? FROM_EDITOR : HELLO);
		});

		it('gets the next call of a test caller, and only that one', async () => {
			const { voiceUrl } = await register(server, 'tested', n8n.webhookUrl);
			expect((await listen('tested', { callers: ['+1 (415) 555-0188'] })).status).toBe(200);
			expect((await placeCall(voiceUrl)).text).toBe(JSON.stringify(HELLO));
			expect((await placeCall(voiceUrl, { 'Caller-ID-Number': '14155550188' })).text).toBe(JSON.stringify(FROM_EDITOR));
			expect(await newestAttempt(server)).toMatchObject({ test: true, outcome: 'workflow' });
			expect(n8n.calls.at(-1)?.message.test).toBe(true);
			expect((await placeCall(voiceUrl, { 'Caller-ID-Number': '14155550188' })).text).toBe(JSON.stringify(HELLO));
		});

		it('gets any next call where that was chosen, before the workflow was ever published', async () => {
			const answer = await listen('never-published', { anyNextCall: true });
			const { voiceUrl, state } = JSON.parse(answer.text) as { voiceUrl: string; state: string };
			expect(state).toBe('parked');
			expect((await placeCall(voiceUrl)).text).toBe(JSON.stringify(FROM_EDITOR));
			expect((await placeCall(voiceUrl)).text).toContain('We are sorry');
			expect(await newestAttempt(server)).toMatchObject({ code: 'flow.parked' });
			expect((await register(server, 'never-published', n8n.webhookUrl)).voiceUrl).toBe(voiceUrl);
		});

		it('gets nothing after it stopped', async () => {
			const { voiceUrl } = await register(server, 'stopped', n8n.webhookUrl);
			await listen('stopped', { anyNextCall: true });
			expect((await askApi(server, 'DELETE', '/api/flows/stopped/test')).status).toBe(200);
			expect((await placeCall(voiceUrl)).text).toBe(JSON.stringify(HELLO));
		});

		it.each([
			['fails', ({ response }: { response: { writeHead(status: number): { end(): void } } }) => response.writeHead(500).end()],
			['is late', () => undefined],
		])('whose run %s leaves the call to the published workflow in time', async (_how, editor) => {
			const { voiceUrl } = await register(server, 'test-fails', n8n.webhookUrl);
			await listen('test-fails', { anyNextCall: true });
			n8n.workflow = (call) => (call.path.startsWith('/webhook-test/') ? editor(call) : call.respond(HELLO));
			const answer = await placeCall(voiceUrl, callFields());
			n8n.workflow = ({ path, respond }) => respond(path.startsWith('/webhook-test/') ? FROM_EDITOR : HELLO);
			expect(answer.text).toBe(JSON.stringify(HELLO));
			expect(answer.elapsedMs).toBeLessThan(800);
			expect(await newestAttempt(server)).toMatchObject({ test: true, outcome: 'workflow', faults: [{ test: true }] });
		});
	});

	it('sets security headers and does not say what it is made of', async () => {
		const { headers } = await askApi(server, 'GET', '/api/ping');
		expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
		expect(headers['x-powered-by']).toBeUndefined();
	});
});
