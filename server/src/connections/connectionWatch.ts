import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * What came over a connection before Node understood it: when the first byte of the request arrived, and the bytes of a head
 * Node refused.
 */
export interface ConnectionWatch {
	/** First byte of a request, on the clock of `performance.now()`. */
	requestBegan(request: IncomingMessage): number;
	/** The same for a request Node refused. */
	refusedBegan(socket: Socket): number;
	/**
	 * The head of a request Node refused, its empty line included; waits for the rest of it.
	 *
	 * @returns undefined when no end of the head came within `withinMs` or {@link limit} bytes
	 */
	refusedHead(socket: Socket, withinMs: number): Promise<Buffer | undefined>;
}

interface Watched {
	/** Bytes of a head that is still incomplete. */
	chunks: Buffer[];
	size: number;
	began: number | undefined;
	/** False while a request is being answered: what comes then is its body. */
	readsHead: boolean;
	grown: (() => void) | undefined;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** @param limit bytes of a head that are kept */
export function watchConnections(server: Server, limit: number): ConnectionWatch {
	const connections = new WeakMap<Socket, Watched>();

	const watch = (socket: Socket): Watched => {
		const watched: Watched = { chunks: [], size: 0, began: undefined, readsHead: true, grown: undefined };
		connections.set(socket, watched);
		socket.on('data', (chunk: Buffer) => {
			if (!watched.readsHead) return;
			watched.began ??= performance.now();
			if (watched.size <= limit) watched.chunks.push(chunk);
			watched.size += chunk.length;
			watched.grown?.();
		});
		return watched;
	};
	const of = (socket: Socket): Watched => connections.get(socket) ?? watch(socket);
	server.on('connection', (socket: Socket) => void watch(socket));

	const requests = new WeakMap<IncomingMessage, number>();
	server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
		const watched = of(request.socket);
		requests.set(request, watched.began ?? performance.now());
		watched.readsHead = false;
		response.once('close', () => Object.assign(watched, { chunks: [], size: 0, began: undefined, readsHead: true }));
	});

	return {
		requestBegan: (request) => requests.get(request) ?? performance.now(),
		refusedBegan: (socket) => of(socket).began ?? performance.now(),
		refusedHead(socket, withinMs) {
			const watched = of(socket);
			return new Promise((resolve) => {
				const finish = (head: Buffer | undefined) => {
					clearTimeout(timer);
					watched.grown = undefined;
					socket.off('close', gone);
					resolve(head);
				};
				const look = () => {
					const bytes = Buffer.concat(watched.chunks);
					const end = bytes.indexOf(HEAD_END);
					if (end >= 0) finish(bytes.subarray(0, end + HEAD_END.length));
					else if (watched.size > limit) finish(undefined);
				};
				const gone = () => finish(undefined);
				const timer = setTimeout(gone, withinMs);
				watched.grown = look;
				socket.once('close', gone);
				// Node reports the refusal before it has handed the chunk to us.
				setImmediate(look);
			});
		},
	};
}
