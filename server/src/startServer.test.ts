import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import { startServer, type RunningServer } from './startServer';
import { askApi, newestAttempts, placeCall, register, send, sendRaw } from './testing/clients';
import { OTHER_TOKEN, TEST_CONFIG, TEST_TOKEN } from './testing/settings';
import { startStandInN8n, type StandInN8n } from './testing/standInN8n';

const HELLO = { module: 'tts', data: { text: 'Hello' }, children: {} };

describe('the server', () => {
	let n8n: StandInN8n;
	let folder: string;
	const running: RunningServer[] = [];

	const start = async (changes: Parameters<typeof startServer>[0] = {}) => {
		const server = await startServer({ ...TEST_CONFIG, ...changes });
		running.push(server);
		return server;
	};

	beforeAll(async () => {
		n8n = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond(HELLO));
		folder = mkdtempSync(path.join(tmpdir(), 'kazoo-pivot-'));
	});
	afterEach(async () => {
		await Promise.all(running.splice(0).map((server) => server.close()));
		n8n.workflow = ({ respond }) => respond(HELLO);
	});
	afterAll(async () => {
		await n8n.close();
		rmSync(folder, { recursive: true });
	});

	it('keeps flows, keys and attempts over a restart', async () => {
		const store = path.join(folder, 'restart.sqlite');
		const first = await start({ store });
		const { voiceUrl } = await register(first, 'kept', n8n.webhookUrl);
		await placeCall(voiceUrl, { 'Call-ID': 'before-the-restart' });
		await first.close();
		const second = await start({ store, port: Number(new URL(first.url).port) });
		expect((await placeCall(voiceUrl)).text).toBe(JSON.stringify(HELLO));
		expect((await newestAttempts(second, 10)).map(({ callId }) => callId)).toContain('before-the-restart');
	});

	it('makes a token at its first start, tells it that once, and never writes it down', async () => {
		const store = path.join(folder, 'token.sqlite');
		const first = await startServer({ host: '127.0.0.1', port: 0, store, deny: 'none', logLevel: 'silent' });
		running.push(first);
		expect([first.tokenIsNew, first.token]).toEqual([true, expect.stringMatching(/^kp_[a-z0-9]{8}_[0-9a-f]{48}$/)]);
		expect((await askApi(first, 'GET', '/api/ping')).status).toBe(200);
		await first.close();
		const second = await startServer({ host: '127.0.0.1', port: 0, store, deny: 'none', logLevel: 'silent' });
		running.push(second);
		expect([second.tokenIsNew, second.token]).toEqual([false, undefined]);
		expect((await askApi(second, 'GET', '/api/ping', undefined, { token: first.token ?? '' })).status).toBe(200);
		await second.close();
		expect(readFileSync(store).includes(first.token?.split('_')[2] ?? '?')).toBe(false);
	});

	it('accepts the new and the old token while one is replaced, and not the old one after', async () => {
		const store = path.join(folder, 'rotation.sqlite');
		const next = 'kp_nexttokn_0123456789abcdef0123456789abcdef';
		const both = await start({ store, token: `${TEST_TOKEN},${next}` });
		expect((await askApi(both, 'GET', '/api/ping', undefined, { token: next })).status).toBe(200);
		const { voiceUrl } = await register(both, 'rotating', n8n.webhookUrl);
		await both.close();
		const after = await start({ store, token: next, port: Number(new URL(both.url).port) });
		expect((await askApi(after, 'GET', '/api/ping', undefined, { token: TEST_TOKEN })).status).toBe(401);
		expect((await placeCall(voiceUrl)).text).toBe(JSON.stringify(HELLO));
	});

	it('lets calls in flight finish, writes their attempts, and takes no more', async () => {
		const store = path.join(folder, 'shutdown.sqlite');
		const first = await start({ store });
		const { voiceUrl } = await register(first, 'ending', n8n.webhookUrl);
		n8n.workflow = ({ respond }) => void setTimeout(() => respond(HELLO), 200);
		const call = placeCall(voiceUrl, { 'Call-ID': 'in-flight' });
		await new Promise((resolve) => setTimeout(resolve, 80));
		const closed = first.close();
		await expect(placeCall(voiceUrl)).rejects.toThrow();
		const answer = await call;
		expect(answer.text).toBe(JSON.stringify(HELLO));
		expect(answer.headers['connection']).toBe('close');
		await closed;
		const second = await start({ store });
		expect((await newestAttempts(second, 1))[0]).toMatchObject({ callId: 'in-flight', outcome: 'workflow', delivered: true });
	});

	it('says that it is alive, that it is ready, and how it fares', async () => {
		const server = await start();
		const { voiceUrl } = await register(server, 'measured', n8n.webhookUrl);
		await placeCall(voiceUrl);
		n8n.workflow = ({ response }) => response.writeHead(500).end();
		await placeCall(voiceUrl);
		expect((await send(`${server.url}/healthz`, 'GET')).status).toBe(200);
		expect((await send(`${server.url}/readyz`, 'GET')).status).toBe(200);
		const { text } = await send(`${server.url}/metrics`, 'GET');
		expect(text).toContain('kazoo_pivot_calls_total{outcome="workflow"} 1\n');
		expect(text).toContain('kazoo_pivot_not_by_workflow_total{code="answer.status"} 1\n');
		expect(text).toContain('kazoo_pivot_answer_seconds_count 2\n');
		expect(text).toContain('kazoo_pivot_flows{state="active"} 1\n');
		for (const line of text.trim().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) .+|[a-z_]+(\{[^}]+\})? [0-9.e+-]+)$/);
	});

	it('says what is wrong when the store cannot be opened or the port is taken', async () => {
		await expect(start({ store: path.join(folder, 'no', 'such', 'folder.sqlite') })).rejects.toThrow(/store .*folder\.sqlite cannot be opened/);
		const server = await start();
		await expect(start({ port: Number(new URL(server.url).port) })).rejects.toThrow(/cannot listen on 127\.0\.0\.1:\d+.*PIVOT_PORT/);
	});

	it('sends a workflow no more calls than may be in flight, and the rest to the fallback in time', async () => {
		const server = await start({ concurrency: 2 });
		const { voiceUrl } = await register(server, 'busy', n8n.webhookUrl, { budgetMs: 800 });
		let most = 0;
		let now = 0;
		n8n.workflow = ({ respond }) => {
			now += 1;
			most = Math.max(most, now);
			setTimeout(() => {
				now -= 1;
				respond(HELLO);
			}, 200);
		};
		const answers = await Promise.all(Array.from({ length: 12 }, () => placeCall(voiceUrl)));
		const served = answers.filter(({ text }) => text === JSON.stringify(HELLO)).length;
		expect(most).toBe(2);
		expect(served).toBeGreaterThanOrEqual(2);
		expect(served).toBeLessThan(8);
		for (const answer of answers) expect([answer.status, answer.elapsedMs < 800]).toEqual([200, true]);
		expect((await newestAttempts(server, 12)).filter(({ outcome }) => outcome === 'fallback').every(({ code }) => ['workflow.busy', 'workflow.late'].includes(code))).toBe(true);
	});

	it('lets no flow that hangs take the others’ places at the same n8n', async () => {
		const server = await start();
		const hanging = await register(server, 'hanging', n8n.webhookUrl, { budgetMs: 2_000 });
		const healthy = await register(server, 'healthy', n8n.webhookUrl, { budgetMs: 2_000 });
		n8n.workflow = ({ message, respond }) => {
			if (message.flow === 'healthy') respond(HELLO);
		};
		const hung = Array.from({ length: 200 }, () => placeCall(hanging.voiceUrl));
		await new Promise((resolve) => setTimeout(resolve, 300));
		const answers = await Promise.all(Array.from({ length: 20 }, () => placeCall(healthy.voiceUrl)));
		expect(answers.map(({ text }) => text)).toEqual(answers.map(() => JSON.stringify(HELLO)));
		for (const answer of await Promise.all(hung)) expect(answer.text).toContain('We are sorry');
	});

	describe('whose store is lost', () => {
		it('serves the apology at the old voice URLs, and the workflow there again once it is published', async () => {
			const store = path.join(folder, 'lost.sqlite');
			const first = await start({ store });
			const { voiceUrl } = await register(first, 'lost', n8n.webhookUrl);
			await first.close();
			for (const end of ['', '-wal', '-shm']) rmSync(store + end, { force: true });

			const second = await start({ store, port: Number(new URL(first.url).port) });
			const answer = await placeCall(voiceUrl);
			expect([answer.status, answer.text.includes('We are sorry')]).toEqual([200, true]);
			expect(await newestAttempts(second, 1)).toMatchObject([{ flow: 'lost', outcome: 'fallback', code: 'flow.lost' }]);
			expect((await newestAttempts(second, 1))[0]?.sentence).toContain('Publish the workflow again.');
			const wrong = await Promise.all([voiceUrl.replace('/lost/', '/lost2/'), `${voiceUrl}x`, voiceUrl.slice(0, -1)].map((url) => placeCall(url)));
			expect(wrong.map(({ status }) => status)).toEqual([404, 404, 404]);

			expect((await register(second, 'lost', n8n.webhookUrl)).voiceUrl).toBe(voiceUrl);
			expect((await placeCall(voiceUrl)).text).toBe(JSON.stringify(HELLO));
		});

		it('does not know them under another token', async () => {
			const first = await start();
			const { voiceUrl } = await register(first, 'lost', n8n.webhookUrl);
			await first.close();
			await start({ port: Number(new URL(first.url).port), token: OTHER_TOKEN });
			expect((await placeCall(voiceUrl)).status).toBe(404);
		});

		it('does not take a flow somebody removed for a lost one, not even after a restart', async () => {
			const store = path.join(folder, 'removed.sqlite');
			const first = await start({ store });
			const { voiceUrl } = await register(first, 'removed', n8n.webhookUrl);
			await askApi(first, 'DELETE', '/api/flows/removed');
			await first.close();
			const second = await start({ store, port: Number(new URL(first.url).port) });
			expect((await placeCall(voiceUrl)).status).toBe(404);
			expect((await register(second, 'removed', n8n.webhookUrl)).voiceUrl).not.toBe(voiceUrl);
			expect((await placeCall(voiceUrl)).status).toBe(404);
		});

		it('leaves no way to a flow whose key was changed', async () => {
			const server = await start();
			const { voiceUrl } = await register(server, 'changed', n8n.webhookUrl);
			const changed = z.object({ voiceUrl: z.string() }).parse(JSON.parse((await askApi(server, 'POST', '/api/flows/changed/key')).text));
			expect((await placeCall(voiceUrl)).status).toBe(404);
			expect((await register(server, 'changed', n8n.webhookUrl)).voiceUrl).toBe(changed.voiceUrl);
			expect((await placeCall(changed.voiceUrl)).text).toBe(JSON.stringify(HELLO));
		});
	});

	it('is ready without its store, which no call needs, and tells that it is gone', async () => {
		const store = path.join(folder, 'gone.sqlite');
		const server = await start({ store });
		const { voiceUrl } = await register(server, 'storeless', n8n.webhookUrl);
		expect(JSON.parse((await send(`${server.url}/readyz`, 'GET')).text)).toEqual({ status: 'ready' });
		expect((await send(`${server.url}/metrics`, 'GET')).text).toContain('kazoo_pivot_store_available 1\n');
		rmSync(store);
		const ready = await send(`${server.url}/readyz`, 'GET');
		expect([ready.status, ready.text]).toEqual([200, expect.stringContaining('removed or replaced')]);
		expect((await send(`${server.url}/metrics`, 'GET')).text).toContain('kazoo_pivot_store_available 0\n');
		expect((await placeCall(voiceUrl)).text).toBe(JSON.stringify(HELLO));
	});

	it('is not ready while it ends', async () => {
		const server = await start();
		const { voiceUrl } = await register(server, 'ending', n8n.webhookUrl);
		n8n.workflow = ({ respond }) => void setTimeout(() => respond(HELLO), 400);
		const call = `GET ${new URL(voiceUrl).pathname}?Call-ID=last HTTP/1.1\r\nhost: a\r\n\r\n`;
		const asked = sendRaw(server, 'GET /readyz HTTP/1.1\r\nhost: a\r\n', 'connection: close\r\n\r\n');
		const served = sendRaw(server, call);
		await new Promise((resolve) => setTimeout(resolve, 15));
		const closed = server.close();
		expect(await asked).toMatch(/^HTTP\/1\.1 503 [^]*The server is ending/);
		expect(await served).toContain(JSON.stringify(HELLO));
		await closed;
	});

	it('serves the apology in place of a fallback the switch would refuse since its rules changed', async () => {
		const store = path.join(folder, 'fallback.sqlite');
		const first = await start({ store });
		const fallback = { module: 'pivot', data: { voice_url: 'http://127.0.0.1/other' }, children: {} };
		const { voiceUrl } = await register(first, 'stale', n8n.webhookUrl, { fallback });
		await first.close();
		n8n.workflow = ({ response }) => response.writeHead(500).end();

		const port = Number(new URL(first.url).port);
		const second = await start({ store, port, deny: 'kazoo' });
		expect((await placeCall(voiceUrl)).text).toContain('We are sorry');
		const described = z.object({ warnings: z.array(z.string()) }).parse(JSON.parse((await askApi(second, 'GET', '/api/flows/stale')).text));
		expect(described.warnings.join('\n')).toMatch(/would refuse the fallback callflow now.*data\.voice_url/);
		await askApi(second, 'POST', '/api/flows/stale/park');
		await second.close();

		await start({ store, port });
		expect(JSON.parse((await placeCall(voiceUrl)).text)).toEqual(fallback);
	});

	describe('as a command', () => {
		const children: ChildProcess[] = [];
		afterEach(() => {
			for (const child of children.splice(0)) child.kill('SIGKILL');
		});

		/** Starts `kazoo-pivot serve` and waits for its first log line. */
		const serve = async (store: string) => {
			const command = [path.join(import.meta.dirname, 'kazoo-pivot.ts'), 'serve', '--port', '0', '--host', '127.0.0.1', '--store', store];
			const child = spawn(process.execPath, ['--import', 'tsx', ...command], {
				env: { ...process.env, PIVOT_TOKEN: TEST_TOKEN, PIVOT_DENY: 'none' },
				stdio: ['ignore', 'pipe', 'ignore'],
			});
			children.push(child);
			const lines: string[] = [];
			const reader = createInterface({ input: child.stdout });
			reader.on('line', (line) => lines.push(line));
			await once(reader, 'line');
			const { url } = JSON.parse(lines[0] ?? '') as { url: string };
			return { child, lines, server: { url, publicUrl: url, token: TEST_TOKEN } as RunningServer };
		};

		it('told to end once more it still lets calls in flight finish', async () => {
			const { child, lines, server } = await serve(path.join(folder, 'signals.sqlite'));
			const { voiceUrl } = await register(server, 'twice', n8n.webhookUrl, { budgetMs: 3_000 });
			n8n.workflow = ({ respond }) => void setTimeout(() => respond(HELLO), 800);
			const call = placeCall(voiceUrl);
			const exit = once(child, 'exit');
			for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT'] as const) {
				await new Promise((resolve) => setTimeout(resolve, 150));
				child.kill(signal);
			}
			expect((await call).text).toBe(JSON.stringify(HELLO));
			expect(await exit).toEqual([0, null]);
			expect(lines.filter((line) => line.includes('"event":"ending already"'))).toHaveLength(2);
		});

		it('killed with -9 it loses no flow; ended with SIGTERM it exits with 0; its log masks numbers', async () => {
			const store = path.join(folder, 'killed.sqlite');
			const first = await serve(store);
			const { voiceUrl } = await register(first.server, 'survivor', n8n.webhookUrl);
			first.child.kill('SIGKILL');
			const second = await serve(store);
			const answer = await placeCall(voiceUrl.replace(first.server.url, second.server.url));
			expect(answer.text).toBe(JSON.stringify(HELLO));
			const exit = once(second.child, 'exit');
			second.child.kill('SIGTERM');
			expect((await exit)[0]).toBe(0);
			const log = second.lines.join('\n');
			expect(log).toContain('"from":"+1415•••0199"');
			expect(log).not.toContain('14155550199');
			expect(log).not.toContain(voiceUrl.split('/').at(-1));
		});
	});
});
