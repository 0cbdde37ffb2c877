import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SAMPLE_NUMBER, sampleAccounts } from '../../../switch/crossbar';
import { virtualSwitch } from './switch';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'kazoo-pivot-switch-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
	const at = path.join(folder, name);
	writeFileSync(at, content);
	return at;
}

describe('kazoo-pivot switch', () => {
	let child: ChildProcessWithoutNullStreams | undefined;
	afterEach(() => void child?.kill('SIGKILL'));

	/** Starts the command in a process of its own. `said` waits until it has said something. */
	function started(...argv: string[]) {
		const running = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, '../kazoo-pivot.ts'), 'switch', '--port', '0', ...argv]);
		child = running;
		let output = '';
		for (const stream of [running.stdout, running.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text; });
		const said = async (pattern: RegExp): Promise<string> => vi.waitFor(() => {
			const [, found] = pattern.exec(output) ?? [];
			if (found === undefined) throw new Error(`It did not say ${String(pattern)}, but: ${output}`);
			return found;
		}, { timeout: 12_000, interval: 20 });
		return { running, said };
	}

	it('says how it is reached, serves, calls typed numbers, and ends at Ctrl-C', async () => {
		const { running, said } = started('--dial', '--verbose', '--switch', 'k5');
		const url = await said(/API: (\S+)\n/);
		const key = await said(/API key: (\S+)\n/);
		await said(/(User ann, password \S+\. Main number)/);
		const answer = await fetch(`${url}/api_auth`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ data: { api_key: key } }) });
		expect([answer.status, ((await answer.json()) as { version: string }).version]).toEqual([200, '5.4.12']);
		await said(/(PUT \/v2\/api_auth 200)\n/);
		running.stdin.write(`${SAMPLE_NUMBER}\n1\n`);
		await said(/(✔ SERVED)/);
		await said(/(No callflow of account “Acme” takes 1\.)/);
		running.kill('SIGINT');
		expect(await once(running, 'exit')).toEqual([0, null]);
	});

	it('serves the accounts of a file', async () => {
		const [acme] = sampleAccounts();
		const { said, running } = started('--account', file('account.json', JSON.stringify({ ...acme, name: 'Zebra', id: 'ab'.repeat(16) })));
		expect(await said(/Account “Zebra” .*: (\S+)\n/)).toBe('ab'.repeat(16));
		running.kill('SIGTERM');
		expect(await once(running, 'exit')).toEqual([0, null]);
	});
});

describe('a wrong command line', () => {
	let err = '';
	beforeEach(() => {
		err = '';
		vi.spyOn(process.stderr, 'write').mockImplementation((text) => { err += String(text); return true; });
	});
	afterEach(() => void vi.restoreAllMocks());

	it.each([
		[['--port', 'many'], '--port takes a whole number from 0 to 65535'],
		[['--token-lifetime', '0'], '--token-lifetime takes'],
		[['--switch', '9'], '--switch is one of 4.3, master, K5'],
		[['--pivot-api', 'late'], '--pivot-api is one of current, early, not-started'],
		[['--colour'], '--colour'],
		[['--account', '/nowhere.json'], 'The file of --account cannot be read'],
	])('%j is a sentence', async (argv, sentence) => {
		expect(await virtualSwitch(argv)).toBe(2);
		expect(err).toContain(sentence);
		expect(err).toContain('kazoo-pivot switch --help');
	});

	it.each([
		['{', 'The file of --account cannot be read'],
		['[]', 'The file of --account is wrong'],
		['{"name": "A", "realm": "a.example", "id": "short"}', 'wrong at 0.id: an account id is 32 hex digits'],
		['{"name": "A", "realm": "a.example", "documents": {"dogs": []}}', 'wrong at 0.documents'],
	])('so is a file of accounts with %s', async (content, sentence) => {
		expect(await virtualSwitch(['--account', file('wrong.json', content)])).toBe(2);
		expect(err).toContain(sentence);
	});
});
