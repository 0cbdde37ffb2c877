import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_DENY_LIST } from '../../../../pivot/callflow/denyList';
import { startCrossbar, type CrossbarOptions, type RunningCrossbar } from '../../../../switch/crossbar/startCrossbar';
import { createAccountStore } from '../../../../switch/crossbar/store/accountStore';
import { SAMPLE_LOGIN } from '../../../../switch/crossbar/store/sampleAccount';
import type { CrossbarAccess } from '../../crossbar/crossbarAccess';
import { startServer, type RunningServer } from '../../startServer';
import { askApi, register } from '../../testing/clients';
import { TEST_CONFIG, TEST_TOKEN } from '../../testing/settings';
import { startStandInN8n, type StandInN8n } from '../../testing/standInN8n';
import type { DoctorSettings } from '../settings';
import { examined, found } from '../testing/examined';
import { startFront } from '../testing/front';
import { debugLogLoaded } from './debugLogLoaded';
import { storedPivotsWell } from './storedPivots';
import { switchReached } from './switchReached';
import { webhooksEnabled } from './webhooksEnabled';

const access = (baseUrl: string, changes: Partial<CrossbarAccess> = {}): { crossbar: CrossbarAccess } => ({
	crossbar: { baseUrl, login: { kind: 'password', ...SAMPLE_LOGIN, account: { name: 'Acme' } }, dialect: 'kazoo', account: undefined, ...changes },
});

describe("the switch's side", () => {
	let crossbar: RunningCrossbar;
	const extra: RunningCrossbar[] = [];
	const another = async (options: CrossbarOptions) => {
		const started = await startCrossbar(options);
		extra.push(started);
		return started;
	};

	beforeAll(async () => {
		crossbar = await startCrossbar();
	});
	afterEach(async () => {
		await Promise.all(extra.splice(0).map((started) => started.close()));
	});
	afterAll(() => crossbar.close());

	describe('its API', () => {
		it('lets us in, and names the account', async () => {
			expect(await examined(switchReached, access(crossbar.url))).toEqual([found('ok', crossbar.url, '“Acme”')]);
			expect(await examined(switchReached, access(crossbar.url, { account: 'Acme West Lisbon' }))).toEqual([found('ok', '“Acme West Lisbon”')]);
		});

		it.each([
			['a wrong password', { login: { kind: 'password', username: 'ann', password: 'wrong', account: { name: 'Acme' } } as const }, 'refused the login'],
			['a token nobody issued', { login: { kind: 'token', token: 'e30.e30.e30' } as const, account: '0'.repeat(32) }, 'refused the token'],
			['an account of nobody below', { account: 'Birch Dental' }, 'Neither “Acme” nor an account below it is called “Birch Dental”'],
			['another address', { baseUrl: 'http://127.0.0.1:9/v2' }, 'cannot be reached (connect ECONNREFUSED'],
		])('%s is wrong; the other checks then leave it at that', async (_what, changes, part) => {
			const settings = access(crossbar.url, changes);
			expect(await examined(switchReached, settings)).toEqual([found('wrong', settings.crossbar.baseUrl, part)]);
			for (const check of [debugLogLoaded, webhooksEnabled, storedPivotsWell]) expect(await examined(check, settings)).toEqual([found('skipped', 'was not reached')]);
		});

		it('without settings it is not asked, and what is missing is said', async () => {
			for (const check of [switchReached, debugLogLoaded, webhooksEnabled, storedPivotsWell]) {
				expect(await examined(check, { crossbar: 'KAZOO_URL (--kazoo-url) is not set.' })).toEqual([found('skipped', 'KAZOO_URL')]);
			}
		});
	});

	it('the debug log can be read; where cb_pivot is not started, both ways to start it are named', async () => {
		expect(await examined(debugLogLoaded, access(crossbar.url))).toEqual([found('ok', 'cb_pivot is loaded')]);
		const without = await another({ pivotApi: 'not started' });
		expect(await examined(debugLogLoaded, access(without.url))).toEqual([found('warning', 'sup crossbar_maintenance start_module cb_pivot', 'autoload_modules')]);
	});

	it('webhooks the switch turned off are named with its reason; where cb_webhooks is not started, how to start it', async () => {
		let hooks: unknown[] = [{ id: 'a1', name: 'Missed calls', hook: 'notifications', enabled: true }, { id: 'a2', name: 'Old', hook: 'all', enabled: false }];
		const front = await startFront(crossbar.url, {
			async answer(incoming, response, onward) {
				if (incoming.url?.includes('/webhooks')) return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: hooks, status: 'success', page_size: hooks.length }));
				const { status, headers, body } = await onward();
				response.writeHead(status, headers).end(body);
			},
		});
		const settings = access(`${front.url}/v2`);
		expect(await examined(webhooksEnabled, settings)).toEqual([found('ok', 'none of 2 webhooks')]);
		hooks = [...hooks, { id: 'a3', name: 'Trello', hook: 'channel_destroy', enabled: false, disable_reason: 'too many attempt failures' }];
		expect(await examined(webhooksEnabled, settings)).toEqual([found('wrong', '“Trello” (channel_destroy, a3)', 'too many attempt failures', '200')]);
		await front.close();
		expect(await examined(webhooksEnabled, access(crossbar.url))).toEqual([found('warning', 'start_module cb_webhooks', 'autoload_modules')]);
	});

	describe('stored pivots', () => {
		let server: RunningServer;
		let n8n: StandInN8n;
		let voiceUrl: string;
		const hangup = { module: 'hangup', data: {}, children: {} };
		const failback = { _: hangup };

		beforeAll(async () => {
			server = await startServer({ ...TEST_CONFIG, publicUrl: 'https://pivot.example' });
			n8n = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond(hangup));
		});
		beforeEach(async () => {
			voiceUrl = (await register(server, 'front-desk', n8n.webhookUrl, { budgetMs: 3_000 })).voiceUrl;
		});
		afterAll(() => Promise.all([server.close(), n8n.close()]));

		/** What is found where this is the callflow of a number. */
		const foundWith = async (flow: object, changes: Partial<DoctorSettings> = {}) => {
			const store = createAccountStore({ accounts: [{ name: 'Acme', realm: 'acme.example', apiKey: 'k'.repeat(64), documents: { callflows: [{ id: 'cf1', name: 'Main', numbers: ['+14155550100'], patterns: [], flow: JSON.parse(JSON.stringify(flow)) as never }] } }] });
			const { url } = await another({ store });
			return await examined(storedPivotsWell, { server: server.url, ...access(url, { login: { kind: 'api-key', apiKey: 'k'.repeat(64) } }), ...changes });
		};
		const pivot = (data: object = {}, children: object = failback) => ({ module: 'pivot', data: { voice_url: voiceUrl, method: 'post', req_body_format: 'json', req_timeout_ms: 3_500, ...data }, children });

		it('that ask by POST, in time, and have a “_” child, are well', async () => {
			expect(await foundWith(pivot())).toEqual([found('ok', 'The one pivot of 1 callflows')]);
		});

		it.each([
			['without “_” hangs up on callers when nobody answers', () => pivot({}, {}), found('wrong', '“Main” (+14155550100), flow', 'no “_” child')],
			['deep inside a callflow is found', () => ({ module: 'menu', data: { id: 'm' }, children: { 2: pivot({}, {}) } }), found('wrong', 'flow.children.2', 'no “_” child')],
			['with a URL the switch refuses', () => pivot({ voice_url: 'http://localhost:8090/ivr' }), found('wrong', 'refuses to call', '“localhost”')],
			['by GET', () => pivot({ method: 'get' }), found('warning', 'GET', 'method post')],
			['without a method, which is GET', () => pivot({ method: undefined }), found('warning', 'GET')],
			['that waits shorter than the flow may take', () => pivot({ req_timeout_ms: 2_000 }), found('wrong', 'waits 2000 ms', 'front-desk may take 3000 ms', 'req_timeout_ms')],
			['with a key the flow no longer has', () => pivot({ voice_url: `${voiceUrl.slice(0, -32)}${'A'.repeat(32)}` }), found('wrong', 'to no flow there', 'kazoo-pivot flows')],
		])('one %s', async (_how, flow, finding) => {
			expect(await foundWith(flow())).toEqual([finding]);
		});

		it('one that leads to a server we do not know is judged by what is seen', async () => {
			expect(await foundWith(pivot({ voice_url: 'https://other.example/ivr', req_timeout_ms: 100 }))).toEqual([found('ok')]);
			expect(await foundWith(pivot({ req_timeout_ms: 100 }), { token: undefined })).toEqual([found('ok')]);
			expect(await foundWith(pivot({ voice_url: 'http://127.0.0.1/ivr' }), { deny: NO_DENY_LIST })).toEqual([found('ok')]);
		});

		it('of very many callflows the first are read, and how many were not is said', async () => {
			const flow = { module: 'pivot', data: { voice_url: 'https://other.example/ivr', method: 'post' }, children: { _: { module: 'hangup', data: {}, children: {} } } };
			const callflows = Array.from({ length: 403 }, (_, index) => ({ id: `cf${index}`, numbers: [String(2_000 + index)], patterns: [], flow }));
			const { url } = await another({ store: createAccountStore({ accounts: [{ name: 'Acme', realm: 'acme.example', apiKey: 'k'.repeat(64), documents: { callflows } }] }) });
			const settings = access(url, { login: { kind: 'api-key', apiKey: 'k'.repeat(64) } });
			expect(await examined(storedPivotsWell, settings)).toEqual([found('skipped', '3 of 403 callflows were not read')]);
		});

		it('none at all: no number leads to a flow', async () => {
			expect(await foundWith(hangup)).toEqual([found('warning', 'None of 1 callflows', 'kazoo-pivot connect')]);
		});

		it('what is parked is known by its voice URL all the same', async () => {
			await askApi(server, 'POST', '/api/flows/front-desk/park');
			expect(await foundWith(pivot())).toEqual([found('ok')]);
		});
	});
});
