import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/v4';
import { startCrossbar, type RunningCrossbar } from '../../../switch/crossbar/startCrossbar';
import { SAMPLE_LOGIN, SAMPLE_NUMBER } from '../../../switch/crossbar/store/sampleAccount';
import { startServer, type RunningServer } from '../startServer';
import { register } from '../testing/clients';
import { TEST_CONFIG, TEST_TOKEN } from '../testing/settings';
import { startStandInN8n, type StandInN8n } from '../testing/standInN8n';
import { TEST_CHAIN } from '../doctor/testing/certificates';
import { startFront } from '../doctor/testing/front';
import { connect } from './connect';
import { doctor } from './doctor';

const SETTINGS = [
	'KAZOO_URL', 'KAZOO_USER', 'KAZOO_PASSWORD', 'KAZOO_ACCOUNT', 'KAZOO_API_KEY', 'KAZOO_TOKEN', 'KAZOO_DIALECT',
	'PIVOT_SERVER_URL', 'PIVOT_TOKEN', 'PIVOT_PUBLIC_URL', 'PIVOT_DENY',
];

const findingsSchema = z.array(z.strictObject({ check: z.string(), title: z.string(), verdict: z.string(), sentence: z.string() }));

describe('kazoo-pivot doctor', () => {
	let server: RunningServer;
	let n8n: StandInN8n;
	let crossbar: RunningCrossbar;
	let folder: string;
	let out = '';
	let err = '';

	beforeAll(async () => {
		server = await startServer(TEST_CONFIG);
		n8n = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond({ module: 'hangup', data: {} }));
		crossbar = await startCrossbar({ deny: { hosts: [], networks: [] } });
		folder = mkdtempSync(path.join(tmpdir(), 'kazoo-pivot-doctor-'));
	});
	beforeEach(() => {
		for (const name of SETTINGS) vi.stubEnv(name, '');
		out = '';
		err = '';
		vi.spyOn(process.stdout, 'write').mockImplementation((text) => { out += String(text); return true; });
		vi.spyOn(process.stderr, 'write').mockImplementation((text) => { err += String(text); return true; });
	});
	afterEach(() => {
		vi.restoreAllMocks();
		vi.unstubAllEnvs();
	});
	afterAll(async () => {
		await Promise.all([server.close(), n8n.close(), crossbar.close()]);
		rmSync(folder, { recursive: true });
	});

	const findings = () => new Map(findingsSchema.parse(JSON.parse(out)).map(({ check, verdict, sentence }) => [check, { verdict, sentence }]));
	const verdicts = () => [...findings()].map(([check, { verdict }]) => `${check} ${verdict}`);

	it('of a house in order finds nothing that must be done', async () => {
		const front = await startFront(server.url, { tls: { key: TEST_CHAIN.key, cert: TEST_CHAIN.leaf + TEST_CHAIN.intermediate } });
		const root = path.join(folder, 'root.pem');
		writeFileSync(root, TEST_CHAIN.root);
		const publicServer = await startServer({ ...TEST_CONFIG, publicUrl: front.url });
		await register(publicServer, 'front-desk', n8n.webhookUrl);
		const access = ['--server', publicServer.url, '--token', TEST_TOKEN, '--deny', 'none', '--kazoo-url', crossbar.url, '--kazoo-user', SAMPLE_LOGIN.username, '--kazoo-password', SAMPLE_LOGIN.password, '--kazoo-account', 'Acme'];
		expect(await connect(['--number', SAMPLE_NUMBER, '--flow', 'front-desk', '--yes', ...access])).toBe(0);
		out = '';
		const status = await doctor([...access, '--ca', root, '--json']);
		await Promise.all([front.close(), publicServer.close()]);
		expect(verdicts().filter((line) => line.endsWith(' ok'))).toEqual([
			'switch.reached ok', 'switch.pivots ok', 'switch.cb-pivot ok',
			'public-url.allowed ok', 'public-url.reached ok', 'public-url.tls ok', 'public-url.redirect ok', 'public-url.compression ok',
			'server.reached ok', 'flows.parked ok', 'clocks ok', 'n8n.reached ok', 'n8n.speed ok',
		]);
		expect(verdicts().filter((line) => line.endsWith(' wrong'))).toEqual([]);
		expect(status).toBe(0);
	});

	it('of a house in disorder says what to do, a line each, and exits with 1', async () => {
		vi.stubEnv('PIVOT_SERVER_URL', server.url);
		vi.stubEnv('PIVOT_TOKEN', TEST_TOKEN);
		expect(await doctor([])).toBe(1);
		const lines = out.trimEnd().split('\n');
		expect(lines.find((line) => line.startsWith('✘ Public URL allowed'))).toContain('PIVOT_PUBLIC_URL');
		expect(lines.find((line) => line.startsWith('! Flows active'))).toContain('No flow is registered');
		expect(lines.find((line) => line.startsWith("– Switch's API"))).toContain('KAZOO_URL');
		expect(lines.at(-1)).toMatch(/^1 thing must be done\. 1 could be better\. \d not looked at\.$/);
		expect(out).not.toContain('\u001b');
	});

	it('without any setting looks at what it can, and says what is missing for the rest', async () => {
		vi.stubEnv('PIVOT_SERVER_URL', 'http://127.0.0.1:9');
		expect(await doctor(['--json'])).toBe(0);
		expect(new Set([...findings().values()].map(({ verdict }) => verdict))).toEqual(new Set(['skipped']));
		expect(findings().get('server.reached')?.sentence).toContain('PIVOT_TOKEN');
		vi.stubEnv('KAZOO_URL', crossbar.url);
		out = '';
		await doctor(['--json']);
		expect(findings().get('switch.pivots')?.sentence).toContain('KAZOO_API_KEY');
	});

	it('helps', async () => {
		expect(await doctor(['--help'])).toBe(0);
		expect(out).toContain('--json');
	});

	it.each([
		[['--token', 'abc'], 'does not read as one'],
		[['--server', 'pivot'], 'PIVOT_SERVER_URL'],
		[['--public-url', 'ftp://pivot.example'], 'PIVOT_PUBLIC_URL'],
		[['--ca', '/nowhere/root.pem'], '--ca'],
		[['--nonsense'], '--nonsense'],
	])('%j is wrong: exit 2 and a sentence', async (argv, sentence) => {
		expect(await doctor(argv)).toBe(2);
		expect(err).toContain(sentence);
		expect(out).toBe('');
	});
});
