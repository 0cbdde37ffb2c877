import { createServer, type Socket } from 'node:net';

/** A loopback server that records every byte it is sent and answers with raw responses, one after the other. */
export interface PlaybackServer {
	readonly port: number;
	/** Every request, byte for byte. */
	readonly requests: Buffer[];
	readonly connections: () => number;
	close(): Promise<void>;
}

/** What to send for a request; several pieces are written apart; nothing closes the connection. */
export type PlayedResponse = Buffer | string | readonly (Buffer | string)[];

/**
 * @param play the response to each request, in order; the last is repeated; null never answers
 * @param closeAfter close the connection behind every response
 */
export async function startPlaybackServer(play: readonly (PlayedResponse | null)[], closeAfter = false): Promise<PlaybackServer> {
	const requests: Buffer[] = [];
	const sockets = new Set<Socket>();
	let connections = 0;
	const server = createServer((socket) => {
		connections += 1;
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
		let received = Buffer.alloc(0);
		socket.on('data', (chunk: Buffer) => {
			received = Buffer.concat([received, chunk]);
			for (let length = requestLength(received); length !== undefined; length = requestLength(received)) {
				requests.push(received.subarray(0, length));
				received = received.subarray(length);
				void answer(socket, play[Math.min(requests.length, play.length) - 1] ?? null, closeAfter);
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the playback server has no port');
	return {
		port: address.port,
		requests,
		connections: () => connections,
		close: () => new Promise((resolve) => {
			for (const socket of sockets) socket.destroy();
			server.close(() => { resolve(); });
		}),
	};
}

function requestLength(received: Buffer): number | undefined {
	const head = received.indexOf('\r\n\r\n');
	if (head < 0) return undefined;
	const length = Number(/^content-length: (\d+)\r$/m.exec(received.toString('latin1', 0, head + 2))?.[1] ?? 0);
	return received.length >= head + 4 + length ? head + 4 + length : undefined;
}

async function answer(socket: Socket, played: PlayedResponse | null, closeAfter: boolean): Promise<void> {
	if (played === null) return;
	const pieces = typeof played === 'string' || Buffer.isBuffer(played) ? [played] : played;
	if (pieces.every((piece) => piece.length === 0)) {
		socket.end();
		return;
	}
	for (const [index, piece] of pieces.entries()) {
		if (index > 0) await new Promise((resolve) => setTimeout(resolve, 15));
		socket.write(piece);
	}
	if (closeAfter) socket.end();
}

/** A response with a `content-length`. */
export function response(status: string, body = '', headers: Readonly<Record<string, string>> = {}): string {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
	return `HTTP/1.1 ${status}\r\n${lines}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
