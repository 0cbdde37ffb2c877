import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import { Refusal } from './api/refusal';
import { messageOf, type Log } from './logs/log';
import type { Metrics } from './metrics/metrics';
import type { StoreHealth } from './store/storeHealth';

export interface AppParts {
	readonly pivotDoor: (request: IncomingMessage, response: ServerResponse) => void;
	readonly api: Router;
	readonly metrics: Pick<Metrics, 'write'>;
	readonly health: Pick<StoreHealth, 'look'>;
	/** True once the server ends. */
	readonly closing: () => boolean;
	readonly log: Log;
}

const SECURITY_HEADERS = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'no-referrer',
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
	'cache-control': 'no-store',
} as const;

/** Everything the server answers, calls first. */
export function createApp({ pivotDoor, api, metrics, health, closing, log }: AppParts): Express {
	const app = express();
	app.disable('x-powered-by');
	app.disable('etag');

	app.use((request, response, next) => {
		if (isVoicePath(request.url)) pivotDoor(request, response);
		else next();
	});
	app.use((_request, response, next) => {
		response.set(SECURITY_HEADERS);
		next();
	});
	app.get('/healthz', (_request, response) => void response.json({ status: 'alive' }));
	app.get('/readyz', async (_request, response) => {
		if (closing()) {
			response.status(503).json({ status: 'not ready', reason: 'The server is ending.' });
			return;
		}
		// Calls do not need the store: without it they are served all the same, and must go on coming.
		const problem = await health.look();
		response.json(problem === undefined ? { status: 'ready' } : { status: 'ready', warnings: [problem] });
	});
	app.get('/metrics', async (_request, response) => {
		await health.look();
		response.type('text/plain; version=0.0.4').send(metrics.write());
	});
	app.use('/api', api);
	app.use(() => {
		throw new Refusal(404, 'path.unknown', 'There is nothing here.');
	});
	app.use(errorHandler(log));
	return app;
}

/** The same for a target with scheme and host, as a proxy may send it. */
function isVoicePath(target: string): boolean {
	return /^(?:https?:\/\/[^/?#]*)?\/pivot\//.test(target);
}

function errorHandler(log: Log): ErrorRequestHandler {
	return (error: unknown, _request, response, next) => {
		if (response.headersSent) {
			next(error);
			return;
		}
		const refusal = error instanceof Refusal ? error : foreignRefusal(error);
		if (refusal.status >= 500) log.error('api.error', { code: refusal.code, reason: messageOf(error) });
		response.status(refusal.status).json({ error: { code: refusal.code, message: refusal.message } });
	};
}

/** Errors of express and its body reader carry a status; their texts are not shown. */
function foreignRefusal(error: unknown): Refusal {
	const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
	if (status === 413) return new Refusal(413, 'body.too-large', 'The body of the request is too large.');
	if (status >= 400 && status < 500) return new Refusal(status, 'request.malformed', 'The request cannot be read.');
	return new Refusal(500, 'server.error', 'The pivot server failed to do this; its log says why.');
}
