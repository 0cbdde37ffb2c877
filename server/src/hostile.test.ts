import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from './startServer';
import { placeCall, register, sendRaw } from './testing/clients';
import { TEST_CONFIG, TEST_TOKEN } from './testing/settings';
import { startStandInN8n, type StandInN8n } from './testing/standInN8n';

const HELLO = { module: 'tts', data: { text: 'Hello' }, children: {} };

describe('hostile input', () => {
	let server: RunningServer;
	let n8n: StandInN8n;
	let voiceUrl: string;
	const escaped: unknown[] = [];
	const note = (error: unknown) => void escaped.push(error);

	beforeAll(async () => {
		process.on('unhandledRejection', note);
		process.on('uncaughtException', note);
		server = await startServer(TEST_CONFIG);
		n8n = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond(HELLO));
		({ voiceUrl } = await register(server, 'hostile', n8n.webhookUrl));
	});
	afterAll(async () => {
		process.off('unhandledRejection', note);
		process.off('uncaughtException', note);
		await server.close();
		await n8n.close();
	});

	const ended = (text: string) => `${text}\r\nconnection: close\r\n\r\n`;

	it('at a right voice URL is served, whatever the query holds', async () => {
		const { pathname } = new URL(voiceUrl);
		const query = fc.array(fc.integer({ min: 0x20, max: 0xff }).filter((byte) => byte !== 0x7f), { maxLength: 300 });
		await fc.assert(
			fc.asyncProperty(query, async (bytes) => {
				const request = Buffer.concat([Buffer.from(`GET ${pathname}?`), Buffer.from(bytes), Buffer.from(ended(' HTTP/1.1\r\nhost: a'))]);
				expect(await sendRaw(server, request)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
			}),
			{ numRuns: 60 },
		);
	});

	it('in a body is served, whatever the body holds and says it is', async () => {
		const { pathname } = new URL(voiceUrl);
		const types = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data', 'x');
		await fc.assert(
			fc.asyncProperty(types, fc.uint8Array({ maxLength: 500 }), async (type, body) => {
				const head = ended(`POST ${pathname} HTTP/1.1\r\nhost: a\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}`);
				expect(await sendRaw(server, Buffer.concat([Buffer.from(head), body]))).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
			}),
			{ numRuns: 60 },
		);
	});

	it('on the bare socket is answered with a 4xx or not at all', async () => {
		const line = fc.uint8Array({ minLength: 1, maxLength: 200 });
		await fc.assert(
			fc.asyncProperty(line, async (bytes) => {
				const answer = await sendRaw(server, Buffer.concat([Buffer.from('GET /pivot/'), bytes, Buffer.from('\r\n\r\n\r\n')]));
				expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
			}),
			{ numRuns: 60 },
		);
	});

	it('of hundreds of connections cut anywhere leaves nothing behind', async () => {
		const bytes = Buffer.from(`POST ${new URL(voiceUrl).pathname} HTTP/1.1\r\nhost: a\r\ncontent-length: 20\r\n\r\nCall-ID=cut&x=yyyyyy`);
		const { port } = new URL(server.url);
		const { connect } = await import('node:net');
		await Promise.all(Array.from({ length: 200 }, (_, index) => new Promise<void>((resolve) => {
			const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes.subarray(0, index % bytes.length), () => socket.resetAndDestroy()));
			socket.on('error', () => undefined);
			socket.on('close', () => resolve());
		})));
		expect((await placeCall(voiceUrl)).text).toBe(JSON.stringify(HELLO));
	});

	it('throws nothing past the server', () => {
		expect(escaped).toEqual([]);
	});
});
