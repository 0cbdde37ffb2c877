import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommand } from './commandLine';
import { startServer, type RunningServer } from './startServer';
import { register, send } from './testing/clients';
import { TEST_CONFIG, TEST_TOKEN } from './testing/settings';
import { startStandInN8n, type StandInN8n } from './testing/standInN8n';

describe('the command line', () => {
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'kazoo-pivot-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));
	afterEach(() => void vi.restoreAllMocks());

	const run = async (...argv: string[]) => {
		let output = '';
		const keep = (chunk: unknown) => {
			output += String(chunk);
			return true;
		};
		vi.spyOn(process.stdout, 'write').mockImplementation(keep);
		vi.spyOn(process.stderr, 'write').mockImplementation(keep);
		const status = await runCommand(argv);
		vi.restoreAllMocks();
		return { status, output };
	};

	it('lists its commands, and each says what it takes', async () => {
		for (const command of ['serve', 'call', 'switch', 'flows', 'connect', 'doctor', 'check']) {
			expect((await run('--help')).output).toContain(`  ${command}`);
			const help = await run(command, '--help');
			expect([help.status, help.output.includes('--')]).toEqual([0, true]);
		}
		const unknown = await run('dance');
		expect([unknown.status, unknown.output.split('\n')[0]]).toEqual([2, 'There is no command “dance”.']);
		const wrong = await run('serve', '--port', 'x');
		expect([wrong.status, wrong.output.includes('PIVOT_PORT')]).toEqual([2, true]);
		expect(await run('--version')).toEqual({ status: 0, output: '0.1.0\n' });
	});

	it('checks a callflow in a file: what is wrong, where, and what the caller would suffer', async () => {
		const file = path.join(folder, 'callflow.json');
		writeFileSync(file, JSON.stringify({ module: 'play', data: { id: 'a' }, children: { _: { module: 'say', data: {} } } }));
		const wrong = await run('check', file);
		expect(wrong.status).toBe(1);
		expect(wrong.output).toContain('children._');
		expect(wrong.output).toContain('tts');
		writeFileSync(file, JSON.stringify({ module: 'tts', data: { text: 'Hello' } }));
		const right = await run('check', file);
		expect([right.status, right.output.split('\n')[0]]).toEqual([0, 'The switch runs this callflow.']);
		writeFileSync(file, '{');
		expect((await run('check', file)).status).toBe(1);
		expect((await run('check', path.join(folder, 'none.json'))).status).toBe(2);
		expect((await run('check', '--switch', '9', file)).status).toBe(2);
	});

	it('on an old Node says so in its first line, and how to go on', async () => {
		const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.19.0'}})`;
		const child = spawn(process.execPath, ['--import', 'tsx', '--import', older, path.join(import.meta.dirname, 'kazoo-pivot.ts'), 'serve'], { stdio: ['ignore', 'pipe', 'pipe'] });
		const [output] = await Promise.all([text(child.stderr), once(child, 'exit')]);
		expect(output.split('\n')[0]).toBe('kazoo-pivot needs Node 24 or newer; this is Node 20.19.0. Go on with: npx -p node@24 -p kazoo-pivot kazoo-pivot serve');
		expect(child.exitCode).toBe(1);
	});

	describe('flows', () => {
		let server: RunningServer;
		let n8n: StandInN8n;
		beforeAll(async () => {
			server = await startServer(TEST_CONFIG);
			n8n = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond({ module: 'hangup', data: {} }));
		});
		afterAll(async () => {
			await server.close();
			await n8n.close();
		});

		it('lists them, changes a key, removes one', async () => {
			const access = ['--server', server.url, '--token', TEST_TOKEN];
			expect(await run('flows', ...access)).toEqual({ status: 0, output: 'No flow is registered.\n' });
			const { voiceUrl } = await register(server, 'front-desk', n8n.webhookUrl);
			expect((await run('flows', 'list', ...access)).output).toBe(`front-desk  active  ${voiceUrl}\n`);
			expect((await run('flows', 'key', 'front-desk', ...access)).output).toMatch(/\/pivot\/front-desk\/[\w-]{32}\n$/);
			expect((await send(voiceUrl, 'GET')).status).toBe(404);
			expect(await run('flows', 'remove', 'front-desk', ...access)).toEqual({ status: 0, output: 'front-desk is removed.\n' });
			const again = await run('flows', 'remove', 'front-desk', ...access);
			expect([again.status, again.output]).toEqual([1, 'There is no flow “front-desk” on this pivot server.\n']);
		});
	});
});
