import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/v4';
import { readCallflow } from '../../../crossbar/callflows';
import { startCrossbar, type RunningCrossbar } from '../../../switch/crossbar/startCrossbar';
import { SAMPLE_LOGIN, SAMPLE_NUMBER, sampleId } from '../../../switch/crossbar/store/sampleAccount';
import { openCrossbar } from '../crossbar/crossbarAccess';
import { startServer, type RunningServer } from '../startServer';
import { askApi, register, send } from '../testing/clients';
import { OTHER_TOKEN, TEST_CONFIG, TEST_TOKEN } from '../testing/settings';
import { startStandInN8n, type StandInN8n } from '../testing/standInN8n';
import { connect } from './connect';

const MAIN = sampleId('callflow main');

describe('kazoo-pivot connect', () => {
	let server: RunningServer;
	let n8n: StandInN8n;
	let crossbar: RunningCrossbar;
	let voiceUrl: string;
	let out = '';
	let err = '';

	beforeAll(async () => {
		server = await startServer({ ...TEST_CONFIG, publicUrl: 'https://pivot.example' });
		n8n = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond({ module: 'hangup', data: {} }));
	});
	beforeEach(async () => {
		crossbar = await startCrossbar();
		voiceUrl = (await register(server, 'front-desk', n8n.webhookUrl, { budgetMs: 3_000 })).voiceUrl;
		for (const name of ['KAZOO_ACCOUNT', 'KAZOO_API_KEY', 'KAZOO_TOKEN', 'KAZOO_DIALECT', 'PIVOT_DENY']) vi.stubEnv(name, '');
		vi.stubEnv('KAZOO_URL', crossbar.url);
		vi.stubEnv('KAZOO_USER', SAMPLE_LOGIN.username);
		vi.stubEnv('KAZOO_PASSWORD', SAMPLE_LOGIN.password);
		vi.stubEnv('KAZOO_ACCOUNT', 'Acme');
		vi.stubEnv('PIVOT_SERVER_URL', server.url);
		vi.stubEnv('PIVOT_TOKEN', TEST_TOKEN);
		out = '';
		err = '';
		vi.spyOn(process.stdout, 'write').mockImplementation((text) => { out += String(text); return true; });
		vi.spyOn(process.stderr, 'write').mockImplementation((text) => { err += String(text); return true; });
	});
	afterEach(async () => {
		vi.restoreAllMocks();
		vi.unstubAllEnvs();
		await crossbar.close();
	});
	afterAll(() => Promise.all([server.close(), n8n.close()]));

	const stored = (id = MAIN) => {
		const document = crossbar.store.accounts().map((account) => crossbar.store.document(account.id, 'callflows', id)).find((found) => found !== undefined);
		return document?.fields;
	};
	const main = (...options: string[]) => connect(['--number', SAMPLE_NUMBER, ...options]);

	it('puts a pivot in front of what the number did, which becomes its “_” child; undo puts it back', async () => {
		const before = stored();
		expect(await main('--flow', 'front-desk', '--yes')).toBe(0);
		expect(stored()).toMatchObject({
			numbers: [SAMPLE_NUMBER], name: 'Main number',
			flow: {
				module: 'pivot',
				data: { voice_url: voiceUrl, method: 'post', req_body_format: 'json', req_format: 'kazoo', req_timeout_ms: 3_500, debug: true },
				children: { _: { module: 'menu', data: { id: sampleId('menu front desk') }, children: { 1: { module: 'user' }, _: { module: 'voicemail' } } } },
			},
		});
		expect(out).toContain('“Main number”');
		expect(out).toContain(`+ flow: pivot ${voiceUrl}`);
		expect(out).toContain('Written. Calls to +14155550100 go to front-desk');
		expect(await main('--undo', '--yes')).toBe(0);
		expect(stored()).toMatchObject(before ?? {});
		expect(stored()?.['flags'] ?? []).toEqual([]);
		expect(out).not.toContain('\u001b');
	});

	it('done twice changes nothing the second time, undone twice neither', async () => {
		await main('--flow', 'front-desk', '--yes');
		const once = stored();
		expect(await main('--flow', 'front-desk', '--yes')).toBe(0);
		expect(stored()).toEqual(once);
		await main('--undo', '--yes');
		out = '';
		expect(await main('--undo', '--yes')).toBe(0);
		expect(out).toContain('Nothing is changed.');
	});

	it('in a dry run, and where nobody agrees, writes nothing', async () => {
		const before = stored();
		expect(await main('--flow', 'front-desk', '--dry-run')).toBe(0);
		expect(out).toContain(`+ flow: pivot ${voiceUrl}`);
		expect(out).toContain('dry run');
		expect(await main('--flow', 'front-desk')).toBe(1);
		expect(err).toContain('--yes');
		expect(stored()).toEqual(before);
	});

	it('waits at most 5 s, and warns where the switch waits shorter than the flow may take', async () => {
		await register(server, 'slow', n8n.webhookUrl, { budgetMs: 4_700 });
		await main('--flow', 'slow', '--yes');
		expect(stored()).toMatchObject({ flow: { data: { req_timeout_ms: 5_000 } } });
		expect(out).not.toContain('Warning');
		expect(await main('--flow', 'slow', '--wait', '2000', '--dry-run')).toBe(0);
		expect(out).toContain('Warning: The switch waits 2000 ms, and the flow may take 4700 ms');
	});

	it('warns of a parked flow, of a URL the switch refuses, and of other numbers that change too', async () => {
		await register(server, 'sleeping', n8n.webhookUrl);
		await askApi(server, 'POST', '/api/flows/sleeping/park');
		await main('--flow', 'sleeping', '--dry-run', '--deny', 'pivot.example');
		expect(out).toContain('Warning: The flow sleeping is parked');
		expect(out).toContain('Warning: The switch refuses to call https://pivot.example');
		await connect(['--number', '*97', '--flow', 'front-desk', '--dry-run']);
		expect(out).toContain('everything like ^\\*97([0-9]*)$');
	});

	it('warns of a server on loopback, which a switch refuses by itself', async () => {
		const local = await startServer(TEST_CONFIG);
		await register(local, 'front-desk', n8n.webhookUrl);
		const status = await main('--flow', 'front-desk', '--yes', '--server', local.url);
		await local.close();
		expect(out).toContain('Warning: The switch refuses 127.0.0.1');
		expect([status, err]).toEqual([1, expect.stringContaining('voice_url')]);
		expect(stored()).toMatchObject({ flow: { module: 'menu' } });
	});

	it('works in a sub-account by its name, and with a key or a token of its own', async () => {
		const west = ['--number', '+14155550177', '--flow', 'front-desk', '--yes'];
		expect(await connect([...west, '--account', 'acme west'])).toBe(0);
		expect(stored(sampleId('callflow west'))).toMatchObject({ flow: { module: 'pivot', children: { _: { module: 'tts' } } } });
		vi.stubEnv('KAZOO_ACCOUNT', '');
		const { apiKey = '', id = '' } = crossbar.store.accounts().find(({ name }) => name === 'Acme West') ?? {};
		expect(await connect(['--number', '+14155550177', '--undo', '--yes', '--kazoo-api-key', apiKey])).toBe(0);
		expect(stored(sampleId('callflow west'))).toMatchObject({ flow: { module: 'tts' } });
		const login = await send(`${crossbar.url}/api_auth`, 'PUT', { 'content-type': 'application/json' }, JSON.stringify({ data: { api_key: apiKey } }));
		const { auth_token: token } = z.object({ auth_token: z.string() }).parse(JSON.parse(login.text));
		expect(await connect([...west, '--kazoo-token', token, '--account', id])).toBe(0);
	});

	it('takes away a pivot put there by hand only where its flow is named', async () => {
		const account = crossbar.store.primary.id;
		const flow = { module: 'pivot', data: { voice_url: voiceUrl }, children: { _: { module: 'hangup', data: {}, children: {} } } };
		crossbar.store.save(account, 'callflows', { ...stored(), flow }, MAIN);
		expect(await main('--undo', '--yes')).toBe(0);
		expect(stored()).toMatchObject({ flow });
		expect(await main('--undo', '--flow', 'front-desk', '--yes')).toBe(0);
		expect(stored()).toMatchObject({ flow: { module: 'hangup' } });
	});

	it('writes nothing over what somebody else wrote in the meantime', async () => {
		const racing = await startCrossbar({
			store: crossbar.store,
			interfere({ method, target }) {
				if (method === 'GET' && target.includes(MAIN)) reads += 1;
				if (reads === 2) crossbar.store.save(crossbar.store.primary.id, 'callflows', { ...stored(), name: 'Renamed' }, MAIN);
				return undefined;
			},
		});
		let reads = 0;
		const status = await main('--flow', 'front-desk', '--yes', '--kazoo-url', racing.url);
		await racing.close();
		expect([status, err]).toEqual([1, expect.stringContaining('in the meantime')]);
		expect(stored()).toMatchObject({ name: 'Renamed', flow: { module: 'menu' } });
	});

	it('what somebody wrote into a callflow cannot write lines of its own, nor paint the terminal', async () => {
		const flow = { module: 'tts', data: { text: 'Hello\u001b[2J' }, children: {} };
		crossbar.store.save(crossbar.store.primary.id, 'callflows', { ...stored(), name: 'Main\nWritten.\u001b[31m', flow }, MAIN);
		expect(await main('--flow', 'front-desk', '--dry-run')).toBe(0);
		expect(out).not.toContain('\u001b');
		expect(out).not.toMatch(/^Written/m);
	});

	it('a token that ends in between is renewed', async () => {
		crossbar.takeTokensBack();
		expect(await main('--flow', 'front-desk', '--yes')).toBe(0);
		const reader = openCrossbar({ baseUrl: crossbar.url, login: { kind: 'password', ...SAMPLE_LOGIN, account: { name: 'Acme' } }, dialect: 'kazoo', account: undefined });
		await readCallflow(reader, crossbar.store.primary.id, MAIN);
		crossbar.takeTokensBack();
		expect(await readCallflow(reader, crossbar.store.primary.id, MAIN)).toMatchObject({ flow: { module: 'pivot' } });
	});

	it('helps', async () => {
		expect(await connect(['--help'])).toBe(0);
		expect(out).toContain('--undo');
	});

	it.each([
		[['--number', '+14155550109', '--flow', 'front-desk'], 'No callflow of this account has the number +14155550109'],
		[['--number', SAMPLE_NUMBER, '--flow', 'unknown'], 'There is no flow “unknown” on this pivot server.'],
		[['--number', SAMPLE_NUMBER, '--flow', 'front-desk', '--token', OTHER_TOKEN], 'does not accept the token'],
		[['--number', SAMPLE_NUMBER, '--flow', 'front-desk', '--server', 'http://127.0.0.1:9'], 'cannot be reached'],
		[['--number', SAMPLE_NUMBER, '--flow', 'front-desk', '--kazoo-url', 'http://127.0.0.1:9'], 'cannot be reached'],
		[['--number', SAMPLE_NUMBER, '--flow', 'front-desk', '--kazoo-password', 'wrong'], 'refused the login'],
		[['--number', SAMPLE_NUMBER, '--flow', 'front-desk', '--account', 'Birch Dental'], 'Neither “Acme” nor an account below it'],
		[['--number', SAMPLE_NUMBER, '--flow', 'front-desk', '--account', sampleId('account birch.virtual.example')], 'may not read'],
	])('%j cannot be done: exit 1 and a sentence', async (argv, sentence) => {
		expect(await connect([...argv, '--yes'])).toBe(1);
		expect(err).toContain(sentence);
		expect(err.trim().split('\n')).toHaveLength(1);
	});

	it.each([
		[[], 'Which number?'],
		[['--number', '2000'], 'Which flow'],
		[['--number', '2000', '--flow', 'Front Desk'], 'no name of a flow'],
		[['--number', '2000', '--flow', 'front-desk', '--wait', '9000'], '--wait takes'],
		[['--number', '2000', '--flow', 'front-desk', '--token', 'abc'], 'does not read as one'],
		[['--number', '2000', '--flow', 'front-desk', '--server', 'pivot'], 'PIVOT_SERVER_URL'],
		[['--number', '2000', '--flow', 'front-desk', '--kazoo-url', 'ftp://api'], 'not the URL of a switch’s API'],
		[['--number', '2000', '--flow', 'front-desk', '--kazoo-dialect', 'asterisk'], 'KAZOO_DIALECT is one of kazoo, piston, virtualpbx'],
		[['--number', '2000', '--flow', 'front-desk', '--kazoo-account', '0'.repeat(32)], 'holds an id'],
		[['--number', '2000', '--flow', 'front-desk', '--nonsense'], '--nonsense'],
	])('%j is wrong: exit 2 and a sentence', async (argv, sentence) => {
		expect(await connect(argv)).toBe(2);
		expect(err).toContain(sentence);
		expect(out).toBe('');
	});

	it.each([
		['KAZOO_URL', 'KAZOO_URL'],
		['KAZOO_USER', 'KAZOO_USER is not'],
		['KAZOO_PASSWORD', 'KAZOO_PASSWORD is not'],
		['KAZOO_ACCOUNT', 'KAZOO_ACCOUNT is not'],
		['PIVOT_TOKEN', 'PIVOT_TOKEN'],
	])('without %s it says so', async (name, sentence) => {
		vi.stubEnv(name, '');
		expect(await main('--flow', 'front-desk')).toBe(2);
		expect(err).toContain(sentence);
	});
});
