import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readToken } from '../../../../pivot/pairing/signature';
import { startServer, type RunningServer } from '../../startServer';
import { askApi, register } from '../../testing/clients';
import { OTHER_TOKEN, TEST_CONFIG, TEST_TOKEN } from '../../testing/settings';
import { startStandInN8n, type StandInN8n } from '../../testing/standInN8n';
import { examined, found } from '../testing/examined';
import { startFront, type Front, type FrontOptions } from '../testing/front';
import { clocks, judgeClocks } from './clocks';
import { flowsParked } from './flowsParked';
import { n8nReached } from './n8nReached';
import { n8nSpeed } from './n8nSpeed';
import { n8nVersion } from './n8nVersion';
import { serverReached } from './serverReached';

describe('the pivot server and n8n', () => {
	let server: RunningServer;
	let n8n: StandInN8n;
	const fronts: Front[] = [];
	const frontOf = async (target: string, options: FrontOptions = {}) => {
		const started = await startFront(target, options);
		fronts.push(started);
		return started.url;
	};
	/** A proxy whose answers carry another time. */
	const withClock = (aheadMs: number): FrontOptions => ({
		async answer(_incoming, response, onward) {
			const { status, headers, body } = await onward();
			response.writeHead(status, { ...headers, date: new Date(Date.now() + aheadMs).toUTCString() }).end(body);
		},
	});
	const clean = async () => {
		for (const flow of ['front-desk', 'orders']) await askApi(server, 'DELETE', `/api/flows/${flow}`);
	};

	beforeAll(async () => {
		server = await startServer(TEST_CONFIG);
		n8n = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond({ module: 'hangup', data: {} }));
	});
	afterEach(async () => {
		n8n.published = true;
		await Promise.all([clean(), ...fronts.splice(0).map((started) => started.close())]);
	});
	afterAll(() => Promise.all([server.close(), n8n.close()]));

	it('the server answers and takes the token', async () => {
		expect(await examined(serverReached, { server: server.url })).toEqual([found('ok', 'Version 0.1.0', server.url)]);
	});

	it.each([
		['is not there', 'cannot be reached', () => ({ server: 'http://127.0.0.1:9' })],
		['does not know the token', 'does not accept the token', () => ({ server: server.url, token: readToken(OTHER_TOKEN) })],
		['is something else', 'not a pivot server: it said 404', async () => ({ server: await frontOf(n8n.url, { answer: (_incoming, response) => void response.writeHead(404).end('nginx') }) })],
	])('a server that %s is wrong', async (_what, part, settingsOf) => {
		const settings = await settingsOf();
		expect(await examined(serverReached, settings)).toEqual([found('wrong', part)]);
		expect(await examined(flowsParked, settings)).toEqual([found('skipped', 'was not reached')]);
	});

	it('without a token nothing is asked, and two public URLs are told apart', async () => {
		expect(await examined(serverReached, { server: server.url, token: undefined })).toEqual([found('skipped', 'PIVOT_TOKEN')]);
		expect(await examined(serverReached, { server: server.url, publicUrl: 'https://pivot.example' })).toEqual([found('warning', server.url, 'https://pivot.example', 'PIVOT_PUBLIC_URL')]);
	});

	it('flows are active; parked ones are named with their workflow', async () => {
		const settings = { server: server.url };
		expect(await examined(flowsParked, settings)).toEqual([found('warning', 'No flow')]);
		await register(server, 'front-desk', n8n.webhookUrl);
		expect(await examined(flowsParked, settings)).toEqual([found('ok', 'active')]);
		await register(server, 'orders', n8n.webhookUrl);
		await askApi(server, 'POST', '/api/flows/orders/park');
		expect(await examined(flowsParked, settings)).toEqual([found('warning', 'orders is parked', '“Front desk” (w1)', 'kazoo-pivot flows remove orders')]);
	});

	it('every active flow answers at its webhook', async () => {
		const settings = { server: server.url };
		expect(await examined(n8nReached, settings)).toEqual([found('skipped', 'No flow is active')]);
		await register(server, 'front-desk', n8n.webhookUrl);
		expect(await examined(n8nReached, settings)).toEqual([found('ok', 'front-desk', n8n.webhookUrl)]);
		n8n.published = false;
		expect(await examined(n8nReached, settings)).toEqual([found('wrong', 'front-desk', '404')]);
	});

	it('clocks agree; what is apart is named, as seconds', async () => {
		expect(await examined(clocks, { server: server.url })).toEqual([found('ok', 'Both clocks', 'the pivot server')]);
		expect(await examined(clocks)).toEqual([found('skipped', 'told the time')]);
		await register(server, 'front-desk', `${await frontOf(n8n.url, withClock(-60_000))}/webhook/w1`);
		expect(await examined(clocks, { server: server.url })).toEqual([found('warning', 's ahead of n8n at', 'NTP')]);
		expect(await examined(clocks, { server: await frontOf(server.url, withClock(400_000)) })).toEqual([found('wrong', 'The pivot server is', 'ahead of', '300 s')]);
	});

	it('two clocks may each be right enough for here, and too far apart for each other', () => {
		const clock = (whose: string, aheadSeconds: number) => ({ whose, aheadSeconds, precisionSeconds: 0.5 });
		const judged = judgeClocks([clock('this machine', 0), clock('the pivot server', 200), clock('n8n', -150)]);
		expect(judged).toEqual(found('wrong', 'The pivot server is 350 s ahead of n8n'));
	});

	it('a quick n8n is quick; a slow one hints at lazy acquire', async () => {
		await register(server, 'front-desk', n8n.webhookUrl);
		expect(await examined(n8nSpeed, { server: server.url })).toEqual([found('ok', n8n.url, 'ms')]);
		await clean();
		expect(await examined(n8nSpeed, { server: server.url })).toEqual([found('skipped', 'No flow is active')]);
		const slow = await frontOf(n8n.url, {
			async answer(incoming, response, onward) {
				if (incoming.method === 'POST') await new Promise((resolve) => setTimeout(resolve, 120));
				const { status, headers, body } = await onward();
				response.writeHead(status, headers).end(body);
			},
		});
		await register(server, 'front-desk', `${slow}/webhook/w1`);
		expect(await examined(n8nSpeed, { server: server.url })).toEqual([found('warning', slow, 'N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true')]);
	});

	it('the version of n8n is read from its metrics, where it shows them', async () => {
		await register(server, 'front-desk', n8n.webhookUrl);
		expect(await examined(n8nVersion, { server: server.url })).toEqual([found('skipped', 'N8N_METRICS=true')]);
		const metrics = 'n8n_nodejs_version_info{version="v24.21.0"} 1\n# TYPE n8n_version_info gauge\nn8n_version_info{version="v2.41.1",major="2",minor="41",patch="1"} 1\n';
		const open = await frontOf(n8n.url, {
			async answer(incoming, response, onward) {
				if (incoming.url === '/metrics') return void response.end(metrics);
				const { status, headers, body } = await onward();
				response.writeHead(status, headers).end(body);
			},
		});
		await register(server, 'front-desk', `${open}/webhook/w1`);
		expect(await examined(n8nVersion, { server: server.url })).toEqual([found('ok', 'version 2.41.1')]);
	});
});
