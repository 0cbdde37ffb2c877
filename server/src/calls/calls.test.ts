import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../startServer';
import { askApi, callFields, newestAttempt, newestAttempts, placeCall, register, send, sendRaw } from '../testing/clients';
import { TEST_CONFIG, TEST_TOKEN } from '../testing/settings';
import { startStandInN8n, type StandInN8n } from '../testing/standInN8n';
import { MOST_PIVOTS } from './pivotCounter';

const HELLO = { module: 'tts', data: { text: 'Hello' }, children: {} };
const TEXT = JSON.stringify(HELLO);

describe('calls', () => {
	let server: RunningServer;
	let n8n: StandInN8n;
	let voiceUrl: string;

	beforeAll(async () => {
		server = await startServer(TEST_CONFIG);
		n8n = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond(HELLO));
		({ voiceUrl } = await register(server, 'front-desk', n8n.webhookUrl));
	});
	afterAll(async () => {
		await server.close();
		await n8n.close();
	});

	const lastFields = () => n8n.calls.at(-1)?.message.fields;

	describe('let in', () => {
		it('takes a GET', async () => {
			await placeCall(voiceUrl, { 'Caller-ID-Name': 'Zoë & co' });
			expect(lastFields()).toMatchObject({ 'Caller-ID-Name': 'Zoë & co', 'Caller-ID-Number': '+14155550199' });
			expect(n8n.calls.at(-1)?.message).toMatchObject({ v: 1, flow: 'front-desk', voiceUrl, pivotsBefore: 0, test: false });
		});

		it('takes a POST with a form', async () => {
			const body = `${new URLSearchParams(callFields()).toString()}&&Custom-Application-Vars[order][id]=77`;
			const answer = await send(voiceUrl, 'POST', { 'content-type': 'application/x-www-form-urlencoded' }, body);
			expect(answer.text).toBe(TEXT);
			expect(lastFields()).toMatchObject({ 'Custom-Application-Vars': { order: { id: '77' } } });
		});

		it('takes a POST with JSON', async () => {
			const answer = await send(voiceUrl, 'POST', { 'content-type': 'application/json' }, JSON.stringify({ ...callFields(), Digits: { pin: '12' } }));
			expect(answer.text).toBe(TEXT);
			expect(lastFields()).toMatchObject({ Digits: { pin: '12' } });
			expect((await newestAttempt(server)).request.fields).toMatchObject({ Digits: { pin: '12' } });
		});

		it('takes names that every object has, and can show them afterwards', async () => {
			const body = 'Call-ID=names&Custom-Application-Vars[constructor]=Acme&constructor[prototype]=1&toString=2';
			expect((await send(voiceUrl, 'POST', { 'content-type': 'application/x-www-form-urlencoded' }, body)).text).toBe(TEXT);
			const fields = { 'Call-ID': 'names', 'Custom-Application-Vars': { constructor: 'Acme' }, constructor: { prototype: '1' }, toString: '2' };
			expect(lastFields()).toEqual(fields);
			expect((await newestAttempt(server)).request.fields).toEqual(fields);
		});

		it.each([
			['without a Host header', ''],
			['with an expectation nobody knows', 'host: a\r\nexpect: miracles\r\n'],
			['that would like another protocol', 'host: a\r\nupgrade: websocket\r\nconnection: upgrade\r\n'],
			['that would like HTTP/2', 'host: a\r\nupgrade: h2c\r\nconnection: upgrade, http2-settings\r\n'],
		])('serves a request %s', async (_what, headers) => {
			const answer = await sendRaw(server, `GET ${new URL(voiceUrl).pathname}?Call-ID=odd HTTP/1.1\r\n${headers}connection: close\r\n\r\n`);
			expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
			expect(answer.split('\r\n\r\n')[1]).toBe(TEXT);
		});

		it('keeps the connection for the next call', async () => {
			const head = `GET ${new URL(voiceUrl).pathname}?Call-ID=k1 HTTP/1.1\r\nhost: a\r\n`;
			const answers = await sendRaw(server, `${head}\r\n`, `${head}connection: close\r\n\r\n`);
			expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
			expect(answers.split('\r\n\r\n')[0]).toContain('Connection: keep-alive');
		});

		it('counts the time of a call from its own first byte, whatever came over the connection before', async () => {
			const target = `${new URL(voiceUrl).pathname}?Call-ID=k2`;
			const pieces = ['GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n', ...Array.from({ length: 20 }, () => ''), `GET ${target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`];
			expect(await sendRaw(server, ...pieces)).toContain(TEXT);
			expect((await newestAttempt(server)).elapsedMs).toBeLessThan(500);
		});

		it('counts it from the first byte of a head that comes in pieces', async () => {
			const request = `GET ${new URL(voiceUrl).pathname}?Call-ID=k3 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`;
			await sendRaw(server, ...Array.from({ length: 10 }, (_, index) => request.slice(index * 10, index * 10 + 10)), request.slice(100));
			expect(n8n.calls.at(-1)?.budgetMs).toBeLessThan(500 - 9 * 30);
		});

		it('serves a switch that sends a raw space in the target, which Node refuses', async () => {
			const target = `${new URL(voiceUrl).pathname}?Call-ID=raw-1&Digits[acct code]=12&&&To=%2B1`;
			const answer = await sendRaw(server, `GET ${target} HTTP/1.1\r\ncontent-length: 0\r\nte: \r\nhost: a\r\nconnection: keep-alive\r\n\r\n`);
			expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
			expect(answer.split('\r\n\r\n')[1]).toBe(TEXT);
			expect(lastFields()).toMatchObject({ Digits: { 'acct code': '12' }, To: '+1' });
			expect(await newestAttempt(server)).toMatchObject({ outcome: 'workflow', callId: 'raw-1' });
		});

		it('serves it in raw UTF-8 too, in whatever pieces it comes', async () => {
			const bytes = Buffer.from(`GET ${new URL(voiceUrl).pathname}?Call-ID=raw-2&Custom-Application-Vars[ключ]=5 HTTP/1.1\r\nhost: a\r\n\r\n`);
			const middle = bytes.indexOf('ключ');
			const answer = await sendRaw(server, bytes.subarray(0, 20), bytes.subarray(20, middle + 3), bytes.subarray(middle + 3, bytes.length - 4), bytes.subarray(bytes.length - 4));
			expect(answer.split('\r\n\r\n')[1]).toBe(TEXT);
			expect(lastFields()).toMatchObject({ 'Custom-Application-Vars': { ключ: '5' } });
		});

		it('binds a flow to accounts: another account’s call finds nothing', async () => {
			const flow = await register(server, 'bound', n8n.webhookUrl, { accountIds: ['mine'] });
			expect((await placeCall(flow.voiceUrl, { 'Account-ID': 'mine' })).text).toBe(TEXT);
			const other = await placeCall(flow.voiceUrl, { 'Account-ID': 'theirs' });
			const unknown = await send(`${server.url}/pivot/nothing/key`, 'GET');
			expect([other.status, other.text]).toEqual([404, unknown.text]);
		});
	});

	describe('every capture of a real switch', () => {
		const file = path.resolve(import.meta.dirname, '../../../../shared/switch-vectors/requests.json');
		const vectors = readVectors(file);

		it.skipIf(vectors === undefined)('is answered by the workflow (skipped where ../shared/switch-vectors is missing)', async () => {
			const pathname = new URL(voiceUrl).pathname;
			const unserved: string[] = [];
			for (const { name, requests } of vectors ?? []) {
				for (const { raw, raw_base64: base64 } of requests) {
					const text = base64 === undefined ? raw : Buffer.from(base64, 'base64').toString('latin1');
					if (!/^(GET|POST) \/pivot\/?[? ]/.test(text)) continue;
					const request = text.replace('/pivot', pathname).replace('connection: keep-alive', 'connection: close');
					const answer = await sendRaw(server, Buffer.from(request, 'latin1'));
					if (!answer.startsWith('HTTP/1.1 200 OK') || answer.split('\r\n\r\n')[1] !== TEXT) unserved.push(`${name}: ${answer.slice(0, 300)}`);
				}
			}
			expect(unserved).toEqual([]);
		});
	});

	describe('refused', () => {
		it('tells an unknown flow, a wrong key and a wrong path from nothing', async () => {
			const wrong = [`${server.url}/pivot/unknown/key`, `${server.url}/pivot/front-desk/wrong`, `${server.url}/pivot/front-desk`, `${voiceUrl}x`];
			const answers = await Promise.all(wrong.map((url) => send(url, 'GET')));
			const [first] = answers;
			for (const answer of answers) expect([answer.status, answer.text, Object.keys(answer.headers)]).toEqual([404, first?.text, Object.keys(first?.headers ?? {})]);
			expect(await newestAttempt(server)).toMatchObject({ outcome: 'refused', code: 'flow.unknown', status: 404 });
		});

		it.each(['PUT', 'DELETE', 'HEAD', 'OPTIONS'])('%s: 405', async (method) => {
			const answer = await send(voiceUrl, method);
			expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, POST']);
		});

		it('a target above 64 KiB', async () => {
			const answer = await send(`${voiceUrl}?x=${'y'.repeat(65 * 1024)}`, 'GET');
			expect(answer.status).toBe(414);
			expect(answer.elapsedMs).toBeLessThan(500);
			expect(await newestAttempt(server)).toMatchObject({ outcome: 'refused', code: 'request.too-large' });
		});

		it('a head so long that Node refuses it', async () => {
			const answer = await sendRaw(server, `GET ${new URL(voiceUrl).pathname}?x=${'y'.repeat(200 * 1024)} HTTP/1.1\r\nhost: a\r\n\r\n`);
			expect(answer).toMatch(/^HTTP\/1\.1 431 /);
			expect(await newestAttempt(server)).toMatchObject({ outcome: 'refused', status: 431, code: 'request.too-large' });
		});

		it('a body above 64 KiB, announced or not', async () => {
			const announced = await send(voiceUrl, 'POST', {}, Buffer.alloc(66 * 1024, 'a'));
			expect(announced.status).toBe(413);
			const chunk = `${(40 * 1024).toString(16)}\r\n${'a'.repeat(40 * 1024)}\r\n`;
			const chunked = await sendRaw(server, `POST ${new URL(voiceUrl).pathname} HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n`, chunk, chunk, '0\r\n\r\n');
			expect(chunked).toMatch(/^HTTP\/1\.1 413 /);
			expect(await newestAttempts(server, 2)).toMatchObject([{ status: 413, flow: 'front-desk' }, { status: 413, flow: 'front-desk' }]);
		});

		it('64 KiB are still served', async () => {
			const answer = await send(voiceUrl, 'POST', {}, `Call-ID=large&x=${'y'.repeat(60 * 1024)}`);
			expect(answer.text).toBe(TEXT);
		});

		it.each(['a:443', '/pivot/front-desk/key'])('CONNECT %s: 405 in JSON, recorded, where Node would close without a word', async (target) => {
			expect(await sendRaw(server, `CONNECT ${target} HTTP/1.1\r\nhost: a\r\n\r\nand more`)).toMatch(/^HTTP\/1\.1 405 [^]*allow: GET, POST[^]*"code":"request.method"/);
			expect(await newestAttempt(server)).toMatchObject({ outcome: 'refused', method: 'CONNECT', status: 405, code: 'request.method' });
		});

		it.each(['http://[/pivot/front-desk/key', 'http://[/healthz', 'http://a:b:c/', 'http://'])('the target %s, which is no URL: 400 in JSON, recorded', async (target) => {
			expect(await sendRaw(server, `GET ${target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 [^]*"code":"request.target"/);
			expect(await newestAttempt(server)).toMatchObject({ outcome: 'refused', status: 400, code: 'request.target' });
		});

		it('a compressed body', async () => {
			expect((await send(voiceUrl, 'POST', { 'content-encoding': 'gzip' }, 'x')).status).toBe(415);
		});

		it.each([
			['something that is not HTTP', 'hello there\r\n\r\n'],
			['a TLS greeting', Buffer.from('16030100a5010000a10303', 'hex')],
			['a binary target', Buffer.from('GET /pivot/front-desk/\x01\x02 HTTP/1.1\r\n\r\n', 'latin1')],
			['a broken header', 'GET /pivot/a/b HTTP/1.1\r\nbro ken\x00: 1\r\n\r\n'],
			['two lengths', 'POST /pivot/a/b HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
			['length and chunks at once', 'POST /pivot/a/b HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
		])('%s: 400 at once, recorded, and the server lives on', async (_what, bytes) => {
			expect(await sendRaw(server, bytes)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[^]*"code":"request.malformed"/);
			expect(await newestAttempt(server)).toMatchObject({ outcome: 'refused', code: 'request.malformed' });
			expect((await placeCall(voiceUrl)).text).toBe(TEXT);
		});

		it('a body that breaks off is recorded, and one that drips is served the fallback in time', async () => {
			const head = `POST ${new URL(voiceUrl).pathname} HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n`;
			const start = performance.now();
			const dripping = await sendRaw(server, head, 'Call-ID=');
			expect(dripping).toContain('We are sorry');
			expect(performance.now() - start).toBeLessThan(2_500);
			expect(await newestAttempt(server)).toMatchObject({ outcome: 'fallback', code: 'request.late' });
		});

		it('keeps no key in what it records', async () => {
			await placeCall(voiceUrl);
			const key = voiceUrl.split('/').at(-1) ?? '';
			const keptIn = (await newestAttempts(server, 100)).filter((attempt) => JSON.stringify(attempt).includes(key));
			expect(keptIn.map(({ code, request }) => [code, request.target.slice(0, 200)])).toEqual([]);
		});
	});

	describe('the same request again', () => {
		it('joins the one in flight', async () => {
			const before = n8n.calls.length;
			n8n.workflow = ({ respond }) => void setTimeout(() => respond(HELLO), 100);
			const fields = callFields();
			const answers = await Promise.all([placeCall(voiceUrl, fields), placeCall(voiceUrl, fields), placeCall(voiceUrl, fields)]);
			expect(answers.map(({ text }) => text)).toEqual([TEXT, TEXT, TEXT]);
			expect(n8n.calls.length - before).toBe(1);
			expect((await newestAttempt(server)).joined).toBe(2);
			await placeCall(voiceUrl, fields);
			expect(n8n.calls.length - before).toBe(2);
			n8n.workflow = ({ respond }) => respond(HELLO);
		});

		it('does not join requests that name no call', async () => {
			const before = n8n.calls.length;
			n8n.workflow = ({ respond }) => void setTimeout(() => respond(HELLO), 50);
			await Promise.all([send(voiceUrl, 'GET'), send(voiceUrl, 'GET')]);
			expect(n8n.calls.length - before).toBe(2);
			n8n.workflow = ({ respond }) => respond(HELLO);
		});
	});

	it('a call that goes in circles gets the fallback after 60 pivots, without a pivot in it', async () => {
		const fallback = { module: 'pivot', data: { voice_url: voiceUrl }, children: {} };
		const flow = await register(server, 'circles', n8n.webhookUrl, { fallback });
		const fields = { 'Call-ID': 'circles' };
		for (let pivot = 0; pivot < MOST_PIVOTS; pivot += 1) expect((await placeCall(flow.voiceUrl, { ...fields, step: String(pivot) })).text).toBe(TEXT);
		expect(n8n.calls.at(-1)?.message.pivotsBefore).toBe(MOST_PIVOTS - 1);
		expect(JSON.parse((await placeCall(flow.voiceUrl, fields)).text)).toMatchObject({ module: 'tts' });
		expect(await newestAttempt(server)).toMatchObject({ outcome: 'fallback', code: 'call.too-many-pivots', pivotsBefore: MOST_PIVOTS });
	});

	it('lists attempts by flow and by call', async () => {
		await placeCall(voiceUrl, { 'Call-ID': 'find-me' });
		const byCall = await askApi(server, 'GET', '/api/attempts?call=find-me');
		expect(JSON.parse(byCall.text)).toMatchObject({ attempts: [{ callId: 'find-me', flow: 'front-desk', from: '+14155550199' }] });
		const byFlow = await askApi(server, 'GET', '/api/attempts?flow=no-such-flow');
		expect(JSON.parse(byFlow.text)).toEqual({ attempts: [] });
	});
});

interface Vector {
	readonly name: string;
	readonly requests: readonly { readonly raw: string; readonly raw_base64?: string }[];
}

function readVectors(file: string): readonly Vector[] | undefined {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		if (process.env['CI']) throw error;
		return undefined;
	}
	const { vectors } = JSON.parse(text) as { vectors: readonly Vector[] };
	return vectors;
}
