import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { pivotTo, say, sequence, startPivots, type PivotServer } from '../../../switch/testing/pivots';
import { call } from './call';

let server: PivotServer;
let folder: string;
let out = '';
let err = '';

beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'kazoo-pivot-call-'));
	server = await startPivots((url) => ({
		'/ivr': sequence(say('Your order number, please.'), { module: 'collect_dtmf', data: { max_digits: 6, collection_name: 'order' } }, pivotTo(`${url}/order`)),
		'/order': { module: 'user', data: { id: 'ann' }, children: { USER_BUSY: say('She is busy.') } },
		'/empty': { status: 200 },
	}));
});
afterAll(async () => {
	await server.close();
	rmSync(folder, { recursive: true });
});
beforeEach(() => {
	out = '';
	err = '';
	vi.spyOn(process.stdout, 'write').mockImplementation((text) => { out += String(text); return true; });
	vi.spyOn(process.stderr, 'write').mockImplementation((text) => { err += String(text); return true; });
});
afterEach(() => { vi.restoreAllMocks(); });

const place = (pathname: string, ...options: string[]) => call([server.url + pathname, '--allow-loopback', ...options]);

function file(name: string, json: unknown): string {
	const at = path.join(folder, name);
	writeFileSync(at, JSON.stringify(json));
	return at;
}

describe('kazoo-pivot call', () => {
	it('shows a served call and exits with 0', async () => {
		expect(await place('/ivr', '--digits', '1234#', '--caller-name', 'Ann', '--endpoint', 'ann=busy:2s')).toBe(0);
		expect(out).toContain('♪ “She is busy.”');
		expect(out).toContain('✔ SERVED');
		expect(server.seen.at(-1)?.json()).toMatchObject({ Digits: { order: '1234' }, 'Caller-ID-Name': 'Ann' });
	});

	it('exits with 1 when the caller was dropped', async () => {
		expect(await place('/empty')).toBe(1);
		expect(out).toContain('✘ DROPPED');
	});

	it('sends what the options say', async () => {
		const status = await place('/ivr', '--from', '+14155550142', '--to', '4786', '--cav', 'tier=gold', '--cav', 'note=a=b', '--sip-header', 'X-Campaign=spring',
			'--user-id', 'u1', '--language', 'de-de', '--method', 'post', '--body-format', 'json', '--switch', 'k5', '--digits', 'order=77#', '--call-id', 'c1');
		expect(status).toBe(0);
		expect(server.seen.at(-2)?.json()).toMatchObject({
			'Call-ID': 'c1', From: '+14155550142', To: '4786', 'Custom-Application-Vars': { tier: 'gold', note: 'a=b' },
			'Custom-SIP-Headers': { 'X-Campaign': 'spring' }, 'User-ID': 'u1', Language: 'de-de',
		});
		expect(server.seen.at(-1)?.json()).toMatchObject({ Digits: { order: '77' } });
	});

	it('writes the whole result as JSON for programs', async () => {
		expect(await place('/ivr', '--json', '--debug', '--hangup-after', '1500ms')).toBe(0);
		expect(JSON.parse(out)).toMatchObject({
			verdict: 'served', endedBy: 'caller', durationMs: 1_500, version: 'master', debugDocuments: [{ document: { method: 'get' } }, { document: { resp_status_code: '200' } }],
		});
	});

	it('runs “_” of the pivot with --failback', async () => {
		expect(await place('/nowhere', '--failback', 'Please call again.')).toBe(0);
		expect(out).toContain('♪ “Please call again.”');
	});

	it('does not call this machine unless told to, and says how', async () => {
		expect(await call([`${server.url}/ivr`])).toBe(1);
		expect(out).toContain('refuses to call');
		expect(err).toContain('--allow-loopback');
	});

	it('takes a stored callflow and an account from files', async () => {
		const account = file('account.json', { menus: { front: { retries: 1 } }, temporalRules: { open: true } });
		const callflow = file('callflow.json', { numbers: ['200'], flow: { module: 'temporal_route', children: { open: { module: 'menu', data: { id: 'front' }, children: { 1: say('sales'), _: say('bye') } } } } });
		expect(await call(['--callflow', callflow, '--account', account, '--digits', '9'])).toBe(0);
		expect(out).toContain('♪ “bye”');
	});

	it('helps', async () => {
		expect(await call(['--help'])).toBe(0);
		expect(out).toContain('--hangup-after');
		expect(out).toContain('10 s of silence');
	});

	it.each([
		[[], 'Which voice URL'],
		[['pivot.example/ivr'], 'begins with http://'],
		[['http://pivot.example', 'again'], 'one too many'],
		[['http://pivot.example', '--wrong'], '--wrong'],
		[['http://pivot.example', '--switch', '5'], '--switch is one of 4.3, master, k5'],
		[['http://pivot.example', '--method', 'put'], '--method is one of get, post'],
		[['http://pivot.example', '--body-format', 'json'], 'needs --method post'],
		[['http://pivot.example', '--digits', 'abc'], '--digits takes keys'],
		[['http://pivot.example', '--type-ahead', 'x'], '--type-ahead takes keys'],
		[['http://pivot.example', '--cav', 'tier'], '--cav takes NAME=VALUE'],
		[['http://pivot.example', '--hangup-after', 'soon'], '--hangup-after takes a time'],
		[['http://pivot.example', '--endpoint', 'ann=sleeps'], '--endpoint takes ID=DOES'],
		[['http://pivot.example', '--account-id', 'x'], '32 hex digits'],
		[['http://pivot.example', '--allow-loopback', '--deny-loopback'], 'Choose one'],
		[['http://pivot.example', '--callflow', 'x.json'], 'not both'],
		[['--callflow', '/nowhere/x.json'], 'cannot be read'],
		[['--method', 'post', '--callflow', 'x.json'], '--method says nothing'],
	])('%j is wrong: exit 2 and a sentence', async (argv, sentence) => {
		expect(await call(argv)).toBe(2);
		expect(err).toContain(sentence);
		expect(out).toBe('');
	});

	it('says what is wrong in the files', async () => {
		expect(await call(['--callflow', file('not.json', { numbers: [] })])).toBe(2);
		expect(err).toContain('holds no callflow');
		expect(await call(['http://pivot.example', '--account', file('bad.json', { menus: { front: { retries: 'x' } } })])).toBe(2);
		expect(err).toContain('menus.front.retries');
	});
});
