import type { IncomingMessage } from 'node:http';

export type ReadBody =
	| { readonly kind: 'read'; readonly body: Buffer }
	| { readonly kind: 'too-large' }
	/** The time was up before the last byte came. */
	| { readonly kind: 'late' }
	/** The switch closed the connection, or broke the rules of HTTP, in the middle. */
	| { readonly kind: 'cut' };

/**
 * Reads a request's body. Never rejects.
 *
 * @param limit bytes
 * @param deadline on the clock of `performance.now()`
 */
export function readBody(request: IncomingMessage, limit: number, deadline: number): Promise<ReadBody> {
	if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve({ kind: 'too-large' });
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let size = 0;
		const finish = (result: ReadBody) => {
			clearTimeout(timer);
			request.removeAllListeners('data');
			resolve(result);
		};
		const timer = setTimeout(() => finish({ kind: 'late' }), Math.max(0, deadline - performance.now()));
		request.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size > limit) finish({ kind: 'too-large' });
			else chunks.push(chunk);
		});
		request.on('end', () => finish({ kind: 'read', body: Buffer.concat(chunks) }));
		request.on('error', () => finish({ kind: 'cut' }));
		request.on('close', () => finish({ kind: 'cut' }));
	});
}
