import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { request } from 'undici';
import * as z from 'zod/v4';
import { attemptSchema, attemptSummarySchema, type Attempt } from '../attempts/attempt';
import { PAIRING_HEADERS } from '../../../pivot/pairing/headers';
import { flowSchema, type RegisteredFlow, type registrationSchema } from '../../../pivot/pairing/messages';
import { readToken, sign } from '../../../pivot/pairing/signature';
import type { RunningServer } from '../startServer';

export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly text: string;
	readonly elapsedMs: number;
}

/** What a test may change about a signed request. */
export interface ApiChanges {
	readonly token?: string;
	readonly nonce?: string;
	readonly timestamp?: number;
	readonly signedBody?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** A request to the API, signed as n8n signs it. */
export async function askApi(server: RunningServer, method: string, path: string, body?: unknown, changes: ApiChanges = {}): Promise<Answer> {
	const token = readToken(changes.token ?? server.token ?? '');
	if (!token) throw new Error('not a token');
	const text = body === undefined ? '' : JSON.stringify(body);
	const nonce = changes.nonce ?? randomBytes(16).toString('hex');
	const timestamp = changes.timestamp ?? Math.floor(Date.now() / 1000);
	const signature = sign(token.key, { purpose: 'api', method, path, id: nonce, timestamp, body: changes.signedBody ?? text });
	const headers = {
		'content-type': 'application/json',
		[PAIRING_HEADERS.token]: token.id,
		[PAIRING_HEADERS.nonce]: nonce,
		[PAIRING_HEADERS.timestamp]: String(timestamp),
		[PAIRING_HEADERS.signature]: signature,
		...changes.headers,
	};
	return await send(server.url + path, method, headers, text === '' ? undefined : text);
}

/** A workflow of the tests: owner and defaults of a registration. */
export function registrationOf(webhookUrl: string, changes: Partial<z.input<typeof registrationSchema>> = {}): z.input<typeof registrationSchema> {
	return { owner: { instanceId: 'n8n-1', workflowId: 'w1', workflowName: 'Front desk' }, webhookUrl, budgetMs: 800, ...changes };
}

/** Registers a flow and expects it to be accepted. */
export async function register(server: RunningServer, flow: string, webhookUrl: string, changes: Partial<z.input<typeof registrationSchema>> = {}): Promise<RegisteredFlow> {
	const answer = await askApi(server, 'PUT', `/api/flows/${flow}`, registrationOf(webhookUrl, changes));
	if (answer.status !== 200) throw new Error(`registration refused: ${answer.text}`);
	return flowSchema.parse(JSON.parse(answer.text));
}

const FIELDS = {
	'To': '+14155550100', 'From': '+14155550199', 'Caller-ID-Number': '+14155550199', 'Caller-ID-Name': 'Ann',
	'Api-Version': '4.x', 'Direction': 'inbound', 'Account-ID': '9c1e0000000000000000000000000077',
} as const;

let calls = 0;

/** Fields of a call of its own; `Call-ID` may be given. */
export function callFields(fields: Readonly<Record<string, string>> = {}): Record<string, string> {
	calls += 1;
	return { ...FIELDS, 'Call-ID': `call-${calls}@10.1.2.3`, ...fields };
}

/** A pivot by GET. */
export async function placeCall(voiceUrl: string, fields: Readonly<Record<string, string>> = {}): Promise<Answer> {
	return await send(`${voiceUrl}?${new URLSearchParams(callFields(fields)).toString()}`, 'GET');
}

export async function send(url: string, method: string, headers: Readonly<Record<string, string>> = {}, body?: string | Buffer): Promise<Answer> {
	const start = performance.now();
	const response = await request(url, { method: method as 'GET', headers: { ...headers }, ...(body === undefined ? {} : { body }), reset: true });
	const text = await response.body.text();
	return { status: response.statusCode, headers: response.headers, text, elapsedMs: performance.now() - start };
}

/** Sends bytes as they are and reads until the server closes the connection. */
export async function sendRaw(server: RunningServer, ...pieces: readonly (string | Buffer)[]): Promise<string> {
	const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
	await once(socket, 'connect');
	const chunks: Buffer[] = [];
	socket.on('data', (chunk: Buffer) => chunks.push(chunk));
	socket.on('error', () => undefined);
	const closed = once(socket, 'close');
	socket.setNoDelay(true);
	for (const [index, piece] of pieces.entries()) {
		if (index > 0) await new Promise((resolve) => setTimeout(resolve, 30));
		socket.write(piece);
	}
	await closed;
	return Buffer.concat(chunks).toString('utf8');
}

/** The newest attempts, whole. */
export async function newestAttempts(server: RunningServer, limit: number): Promise<Attempt[]> {
	const listed = await askApi(server, 'GET', `/api/attempts?limit=${limit}`);
	const { attempts } = z.object({ attempts: z.array(attemptSummarySchema) }).parse(JSON.parse(listed.text));
	return await Promise.all(attempts.map(async ({ id }) => attemptSchema.parse(JSON.parse((await askApi(server, 'GET', `/api/attempts/${id}`)).text))));
}

export async function newestAttempt(server: RunningServer): Promise<Attempt> {
	const [attempt] = await newestAttempts(server, 1);
	if (!attempt) throw new Error('no attempt was recorded');
	return attempt;
}
