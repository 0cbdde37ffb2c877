import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import * as z from 'zod/v4';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import { NO_DENY_LIST } from '../../pivot/callflow/denyList';
import type { JsonObject } from '../../pivot/json';
import type { CallSettings } from '../callOptions';
import type { CallResult } from '../callResult';
import { placeCall } from '../placeCall';

/** One request a pivot server got. */
export interface SeenRequest {
	readonly method: string;
	/** Path and query as sent. */
	readonly target: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	/** The parameters of a POST with a JSON body. */
	readonly json: () => JsonObject;
}

const jsonObject = z.record(z.string(), z.json());

/** What a path answers: a callflow, or status, type and text, after some ms. */
export type PathAnswer = CallflowNode | { readonly status: number; readonly type?: string; readonly text?: string; readonly afterMs?: number };

export interface PivotServer {
	readonly url: string;
	readonly seen: readonly SeenRequest[];
	close(): Promise<void>;
}

/** A real server that answers by path, without its query. A path that is not there is a 404. */
export async function startPivots(answers: (url: string) => Readonly<Record<string, PathAnswer>>): Promise<PivotServer> {
	const seen: SeenRequest[] = [];
	const server = createServer((request, response) => {
		void read(request).then((body) => {
			const target = request.url ?? '';
			seen.push({ method: request.method ?? '', target, headers: request.headers, body, json: () => jsonObject.parse(JSON.parse(body)) });
			const answer = answers(url)[target.split('?')[0] ?? ''] ?? { status: 404 };
			if ('module' in answer) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
			else setTimeout(() => response.writeHead(answer.status, { 'content-type': answer.type ?? 'application/json' }).end(answer.text ?? ''), answer.afterMs ?? 0);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
	return {
		url, seen,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

async function read(request: IncomingMessage): Promise<string> {
	request.setEncoding('utf8');
	let body = '';
	for await (const chunk of request) body += String(chunk);
	return body;
}

/** A pivot that asks by POST JSON, as the documentation recommends. */
export function pivotTo(url: string, children: Readonly<Record<string, CallflowNode>> = {}, data: CallflowNode['data'] = {}): CallflowNode {
	return { module: 'pivot', data: { voice_url: url, method: 'post', req_body_format: 'json', ...data }, children };
}

/** A callflow of nodes that follow one another. */
export function sequence(...nodes: readonly CallflowNode[]): CallflowNode {
	const [first, ...rest] = nodes;
	if (first === undefined) throw new Error('A callflow has at least one node.');
	return rest.length === 0 ? first : { ...first, children: { ...first.children, _: sequence(...rest) } };
}

export function say(text: string): CallflowNode {
	return { module: 'tts', data: { text } };
}

/** Runs a stored callflow without any pivot, or one whose pivots live on loopback. */
export function runStored(callflow: CallflowNode, settings: CallSettings = {}): Promise<CallResult> {
	return placeCall({ deny: NO_DENY_LIST, ...settings, callflow });
}

/** The modules that ran, in order. */
export function modulesOf(result: CallResult): string[] {
	return result.events.filter((event) => event.type === 'node').map((event) => event.module);
}

/** What the caller heard, in order. */
export function heardIn(result: CallResult): string[] {
	return result.events.filter((event) => event.type === 'heard').map((event) => event.text);
}
