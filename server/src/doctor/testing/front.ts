import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A reverse proxy on the loopback interface. */
export interface Front {
	readonly url: string;
	close(): Promise<void>;
}

/** Asks what stands behind the proxy, and gives its answer whole. */
export type Onward = () => Promise<{ readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: Buffer }>;

export interface FrontOptions {
	/** Its own answer, or a change to the one from behind. Left out: passes everything on. */
	readonly answer?: (incoming: IncomingMessage, response: ServerResponse, onward: Onward) => Promise<void> | void;
	readonly tls?: { readonly key: string; readonly cert: string };
}

/** @param target what stands behind it, such as `http://127.0.0.1:8090` */
export async function startFront(target: string, { answer = passOn, tls }: FrontOptions = {}): Promise<Front> {
	const listener: RequestListener = (incoming, response) => {
		const onward: Onward = async () => {
			const asked = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers: incoming.headers });
			incoming.pipe(asked);
			const [received] = await once(asked, 'response') as [IncomingMessage];
			return { status: received.statusCode ?? 502, headers: received.headers, body: await buffer(received) };
		};
		Promise.resolve(answer(incoming, response, onward)).catch(() => response.destroy());
	};
	const server = tls ? createTlsServer(tls, listener) : createServer(listener);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

async function passOn(_incoming: IncomingMessage, response: ServerResponse, onward: Onward): Promise<void> {
	const { status, headers, body } = await onward();
	response.writeHead(status, headers).end(body);
}
