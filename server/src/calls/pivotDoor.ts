import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ConnectionWatch } from '../connections/connectionWatch';
import { LAST_RESORT } from '../flows/fallback';
import { messageOf, type Log } from '../logs/log';
import { LINGER_MS, REQUEST_LIMIT, type ArrivedRequest } from './arrivedRequest';
import { deadlineOf } from './callDesk';
import { readBody } from './readBody';
import type { Reception, Reply } from './reception';
import { isUnreadable } from './voiceUrl';

export interface PivotDoorParts {
	readonly reception: Reception;
	readonly connections: ConnectionWatch;
	/** True once the server ends: connections are not kept then. */
	readonly closing: () => boolean;
	readonly log: Log;
}

/** `GET|POST /pivot/{flow}/{key}`: the door switches come in by, and where targets nobody can read are refused. What it returns never throws. */
export function createPivotDoor({ reception, connections, closing, log }: PivotDoorParts): (request: IncomingMessage, response: ServerResponse) => void {
	return (request, response) => {
		const began = connections.requestBegan(request);
		receive(request, began, reception)
			.then((outcome) => send(request, response, outcome, closing()))
			.catch((error: unknown) => {
				log.error('door.error', { reason: messageOf(error) });
				send(request, response, { reply: { status: 200, body: LAST_RESORT, sent: () => undefined }, keep: false }, true);
			});
	};
}

interface Outcome {
	readonly reply: Reply;
	/** The connection may serve another request: this one was read to its end. */
	readonly keep: boolean;
	readonly headers?: Readonly<Record<string, string>>;
}

/** The checks, in this order: target, method, length, flow and key, encoding, body. */
async function receive(request: IncomingMessage, began: number, reception: Reception): Promise<Outcome> {
	const method = request.method ?? '';
	const target = request.url ?? '';
	const contentType = request.headers['content-type'];
	const at = Math.round(Date.now() - (performance.now() - began));
	const arrived: ArrivedRequest = { method, target, contentType, body: Buffer.alloc(0), began, at };
	const refused = (reply: Reply, headers: Readonly<Record<string, string>> = {}): Outcome => ({ reply, keep: false, headers });

	if (isUnreadable(target)) return refused(reception.refuse(400, 'request.target', 'The target of the request is no URL.', arrived));
	if (method !== 'GET' && method !== 'POST') {
		return refused(reception.refuse(405, 'request.method', 'A voice URL takes GET and POST.', arrived), { allow: 'GET, POST' });
	}
	if (target.length > REQUEST_LIMIT) {
		return refused(reception.refuse(414, 'request.too-large', `The request is longer than ${REQUEST_LIMIT} bytes.`, arrived));
	}
	const flow = reception.flowOf(target);
	if (!flow) return refused(reception.refuseUnknown(arrived));
	if (method === 'GET') return { reply: await reception.serve(flow, arrived), keep: hasNoBody(request) };

	const encoding = request.headers['content-encoding'] ?? 'identity';
	if (encoding !== 'identity') return refused(reception.refuse(415, 'request.encoding', 'A compressed body is not read: no switch sends one.', arrived, flow));
	const read = await readBody(request, REQUEST_LIMIT - target.length, deadlineOf({ flow, began }));
	switch (read.kind) {
		case 'read':
			return { reply: await reception.serve(flow, { ...arrived, body: read.body }), keep: true };
		case 'late':
			return refused(reception.serveUnread(flow, arrived, 'request.late', 'The rest of the request did not come in time.'));
		case 'too-large':
			return refused(reception.refuse(413, 'request.too-large', `The request is longer than ${REQUEST_LIMIT} bytes.`, arrived, flow));
		case 'cut':
			return refused(reception.refuse(400, 'request.cut', 'The connection broke in the middle of the request.', arrived, flow));
	}
}

function hasNoBody({ headers }: IncomingMessage): boolean {
	return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

/** Plain JSON of known length: never empty, compressed, or in chunks. */
function send(request: IncomingMessage, response: ServerResponse, { reply, keep, headers = {} }: Outcome, closing: boolean): void {
	if (response.destroyed) {
		reply.sent(false);
		return;
	}
	response.once('close', () => reply.sent(response.writableFinished));
	response.writeHead(reply.status, {
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(reply.body),
		'cache-control': 'no-store',
		...headers,
		...(keep && !closing ? {} : { connection: 'close' }),
	});
	if (request.complete) response.end(reply.body);
	else endAfterRequest(request, response, reply.body);
}

/** The reply is complete with its last byte; closing on unread bytes of the request would take it away again. */
function endAfterRequest(request: IncomingMessage, response: ServerResponse, body: string): void {
	response.write(body);
	const linger = setTimeout(() => response.end(), LINGER_MS);
	request.once('close', () => {
		clearTimeout(linger);
		response.end();
	});
	request.resume();
}
