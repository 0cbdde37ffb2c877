import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { freePorts } from './freePorts';

/** What the proxy does instead of passing an answer on. */
export type Fault = (incoming: IncomingMessage, response: ServerResponse) => void;

export interface FaultyProxy {
	/** Such as `http://127.0.0.1:40001`: stands where n8n stands. */
	readonly address: string;
	/** From now on every call meets this fault; undefined: calls go through to n8n. */
	fail(fault: Fault | undefined): void;
	close(): Promise<void>;
}

/**
 * Stands between the pivot server and n8n, as a reverse proxy does, and answers in n8n's place when told so. Probes always go
 * through.
 *
 * @param n8n n8n's address
 */
export async function startFaultyProxy(n8n: string): Promise<FaultyProxy> {
	let fault: Fault | undefined;
	const server = createServer((incoming, response) => {
		if (fault && incoming.headers['x-pivot-kind'] === 'call') {
			incoming.resume();
			fault(incoming, response);
			return;
		}
		const onward = request(new URL(incoming.url ?? '/', n8n), { method: incoming.method, headers: incoming.headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		onward.once('error', () => response.destroy());
		incoming.pipe(onward);
	});
	const [port = 0] = await freePorts(1);
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		address: `http://127.0.0.1:${port}`,
		fail: (next) => {
			fault = next;
		},
		close: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => {
				resolve();
			}));
		},
	};
}

/** Answers with this. */
export function answering(status: number, contentType: string, body: string | Buffer): Fault {
	return (_incoming, response) => {
		response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
		response.end(body);
	};
}

/** Begins a good answer and breaks the connection in the middle of it. */
export const cutInTheMiddle: Fault = (_incoming, response) => {
	response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
	response.write('{"module":"tts","data":{"text":"half a');
	setTimeout(() => response.destroy(), 20);
};

/** Sends a byte now and then and never ends. */
export const dripping: Fault = (_incoming, response) => {
	response.writeHead(200, { 'content-type': 'application/json' });
	const timer = setInterval(() => response.write(' '), 100);
	response.once('close', () => {
		clearInterval(timer);
	});
};
