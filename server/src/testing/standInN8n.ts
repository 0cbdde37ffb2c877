import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { PAIRING_HEADERS } from '../../../pivot/pairing/headers';
import { callMessageSchema, type CallMessage } from '../../../pivot/pairing/messages';
import { answerKey, readToken, sign, verify, type Verification } from '../../../pivot/pairing/signature';

/** A call as the stand-in received it. */
export interface ReceivedCall {
	readonly message: CallMessage;
	readonly budgetMs: number;
	readonly path: string;
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	/** Headers of a signed answer, as Pivot Respond sets them. */
	readonly sign: (body: string | Buffer, changes?: { readonly key?: string; readonly timestamp?: number }) => Record<string, string>;
	/** Answers as Pivot Respond does. */
	readonly respond: (callflow: unknown, headers?: Readonly<Record<string, string>>) => void;
}

export type Workflow = (call: ReceivedCall) => void;

/** An HTTP server that keeps the contract of Pivot Trigger and Pivot Respond, or breaks it as a test wants. */
export interface StandInN8n {
	readonly url: string;
	readonly webhookUrl: string;
	/** What runs for a call; by path where a test needs several. */
	workflow: Workflow;
	/** Answers a probe; default: as the trigger does. False: 404. */
	published: boolean;
	readonly calls: ReceivedCall[];
	readonly probes: number;
	close(): Promise<void>;
}

export async function startStandInN8n(tokenText: string, workflow: Workflow, port = 0): Promise<StandInN8n> {
	const token = readToken(tokenText);
	if (!token) throw new Error('not a token');
	const calls: ReceivedCall[] = [];
	let probes = 0;
	const state = { workflow, published: true };

	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const body = await buffer(request);
		const header = (name: string) => String(request.headers[name] ?? '');
		const id = header(PAIRING_HEADERS.attempt);
		const kind = header(PAIRING_HEADERS.kind) === 'probe' ? 'probe' : 'call';
		const timestamp = Number(header(PAIRING_HEADERS.timestamp));
		const signed = { purpose: kind, method: request.method ?? '', path: request.url ?? '', id, timestamp, body } as const;
		const verification: Verification = verify([token.key], signed, header(PAIRING_HEADERS.signature), Date.now() / 1000);
		if (!verification.ok) {
			response.writeHead(403).end(JSON.stringify({ error: verification }));
			return;
		}
		const signAnswer: ReceivedCall['sign'] = (text, changes = {}) => {
			const at = changes.timestamp ?? Math.floor(Date.now() / 1000);
			const message = { purpose: 'answer', method: '', path: '', id, timestamp: at, body: text } as const;
			return { [PAIRING_HEADERS.timestamp]: String(at), [PAIRING_HEADERS.signature]: sign(changes.key ?? answerKey(token.key, id), message) };
		};
		if (!state.published) {
			response.writeHead(404, { 'content-type': 'application/json' }).end('{"code":404,"message":"The requested webhook is not registered."}');
			return;
		}
		if (kind === 'probe') {
			probes += 1;
			const text = JSON.stringify({ probe: id, workflowId: 'w1' });
			response.writeHead(200, { 'content-type': 'application/json', ...signAnswer(text) }).end(text);
			return;
		}
		const { fields, ...rest } = callMessageSchema.parse(JSON.parse(body.toString('utf8')));
		const call: ReceivedCall = {
			message: { ...rest, fields: Object.fromEntries(Object.entries(fields)) },
			budgetMs: Number(header(PAIRING_HEADERS.budget)),
			path: request.url ?? '',
			request,
			response,
			sign: signAnswer,
			respond(callflow, headers = {}) {
				const text = JSON.stringify(callflow);
				response.writeHead(200, { 'content-type': 'application/json', [PAIRING_HEADERS.execution]: '4711', ...signAnswer(text), ...headers }).end(text);
			},
		};
		calls.push(call);
		state.workflow(call);
	};

	const server = createServer((request, response) => {
		answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		webhookUrl: `${url}/webhook/w1`,
		get workflow() {
			return state.workflow;
		},
		set workflow(next) {
			state.workflow = next;
		},
		get published() {
			return state.published;
		},
		set published(next) {
			state.published = next;
		},
		calls,
		get probes() {
			return probes;
		},
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}
