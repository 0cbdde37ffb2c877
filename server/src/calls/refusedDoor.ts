import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConnectionWatch } from '../connections/connectionWatch';
import { messageOf, type Log } from '../logs/log';
import { LINGER_MS, REQUEST_LIMIT, type ArrivedRequest } from './arrivedRequest';
import type { Reception, Reply } from './reception';

export interface RefusedDoorParts {
	readonly reception: Reception;
	readonly connections: ConnectionWatch;
	readonly log: Log;
}

/** The rest of a head that Node refused is waited for this long, in ms. */
const HEAD_MS = 1_000;

/**
 * Answers what Node's HTTP parser refuses, and CONNECT. Most of it gets a 4xx and a recorded attempt. One thing is served: a GET of a switch
 * whose target holds raw spaces or UTF-8, because switches send the keys of variables and digit collections as they are
 * (reference "kazoo-pivot" §4.4; capture kazoo-get-after-collect_dtmf-named).
 */
export function listenForRefused(server: Server, { reception, connections, log }: RefusedDoorParts): void {
	const answered = new WeakSet<Duplex>();
	server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
		if (answered.has(socket)) return;
		answered.add(socket);
		if (!(socket instanceof Socket) || !socket.writable || error.code === 'ECONNRESET') {
			socket.destroy();
			return;
		}
		answer(error, socket, reception, connections)
			.then((reply) => write(socket, reply))
			.catch((failure: unknown) => {
				log.error('door.error', { reason: messageOf(failure) });
				socket.destroy();
			});
	});
	// Without a listener Node closes the connection without a word.
	server.on('connect', (request: IncomingMessage, socket: Duplex) => {
		if (!(socket instanceof Socket)) return void socket.destroy();
		const began = connections.refusedBegan(socket);
		const at = Math.round(Date.now() - (performance.now() - began));
		const arrived: ArrivedRequest = { method: 'CONNECT', target: request.url ?? '', body: Buffer.alloc(0), began, at };
		write(socket, reception.refuse(405, 'request.method', 'This server is no proxy: a voice URL takes GET and POST.', arrived), ['allow: GET, POST']);
		socket.resume();
	});
}

async function answer(error: NodeJS.ErrnoException, socket: Socket, reception: Reception, connections: ConnectionWatch): Promise<Reply> {
	const began = connections.refusedBegan(socket);
	const at = Math.round(Date.now() - (performance.now() - began));
	const code = error.code ?? '';
	const mayBeServed = code.startsWith('HPE_INVALID_URL') || code === 'HPE_INVALID_CONSTANT';
	const head = mayBeServed ? await connections.refusedHead(socket, HEAD_MS) : undefined;
	const target = head && readTarget(head);
	if (target !== undefined && target.length <= REQUEST_LIMIT) {
		const arrived: ArrivedRequest = { method: 'GET', target, body: Buffer.alloc(0), began, at };
		const flow = reception.flowOf(target);
		return flow ? await reception.serve(flow, arrived) : reception.refuseUnknown(arrived);
	}
	const [status, refusal, sentence] = refusalOf(code, messageOf(error));
	const firstLine = head?.toString('latin1').split('\r\n')[0] ?? '';
	return reception.refuse(status, refusal, sentence, { method: '', target: firstLine, body: Buffer.alloc(0), began, at });
}

/** Target of a GET at a voice URL, whatever printable bytes it holds. */
function readTarget(head: Buffer): string | undefined {
	const match = /^GET (\/pivot\/[^\r\n]*) HTTP\/1\.[01]\r\n/.exec(head.toString('latin1'));
	const target = match?.[1];
	return target !== undefined && Buffer.from(target, 'latin1').every(isPrintable) ? target : undefined;
}

function isPrintable(byte: number): boolean {
	return byte >= 0x20 && byte !== 0x7f;
}

function refusalOf(code: string, message: string): readonly [status: number, code: string, sentence: string] {
	if (code === 'HPE_HEADER_OVERFLOW') return [431, 'request.too-large', `The request line and headers are longer than ${REQUEST_LIMIT} bytes.`];
	if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'request.late', 'The request did not come in time.'];
	return [400, 'request.malformed', `This is not an HTTP request: ${message}.`];
}

/** Sends the reply and closes; what still comes is read for a while, because closing on unread bytes takes the reply away. */
function write(socket: Socket, { status, body, sent }: Reply, headers: readonly string[] = []): void {
	const head = [
		`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}`,
		'content-type: application/json',
		`content-length: ${Buffer.byteLength(body)}`,
		'cache-control: no-store',
		'connection: close',
		...headers,
	];
	const linger = setTimeout(() => socket.destroy(), LINGER_MS);
	socket.on('error', () => socket.destroy());
	socket.once('close', () => {
		clearTimeout(linger);
		sent(socket.writableFinished);
	});
	socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
	if (socket.destroyed) sent(false);
}
