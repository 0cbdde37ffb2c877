import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpAnswer } from '../../pivot/judge/judgement';
import type { Connection } from './connection';
import { createConnectionPool, type ConnectionPool } from './connectionPool';
import type { Exchange, ExchangeRequest, ExchangeSettings, PivotHttpClient } from './exchange';
import { pivotRequest, requestBytes, type PivotRequest } from './pivotRequest';
import { MAX_REDIRECTS, redirected, redirectMethod } from './redirection';
import type { RawResponse } from './responseReader';

/**
 * The switch's HTTP client (Erlang's `httpc`, as `kz_http` uses it): the same bytes, the same redirects and repeats, the
 * same use of connections (reference "kazoo-pivot" §4).
 *
 * It differs in two ways that only the caller of several exchanges at once, or of a slow redirect, can see: requests to
 * a place that is busy get a connection of their own rather than a place in its queue; and the time limit goes on through
 * redirects and repeats, where the real client forgets it and the switch gives up after 10 s.
 */
export function createPivotHttpClient(settings: ExchangeSettings): PivotHttpClient {
	const pool = createConnectionPool(settings.version === 'K5');
	return {
		async exchange(request) {
			const startedAt = performance.now();
			const deadline = new AbortController();
			const timer = setTimeout(() => { deadline.abort(); }, request.timeoutMs);
			try {
				const course = await runExchange(request, settings, pool, deadline.signal, startedAt + request.timeoutMs);
				return { ...course, elapsedMs: performance.now() - startedAt };
			} finally {
				clearTimeout(timer);
			}
		},
		close: () => { pool.close(); },
	};
}

type Course = Omit<Exchange, 'elapsedMs'>;

async function runExchange(
	request: ExchangeRequest, settings: ExchangeSettings, pool: ConnectionPool, signal: AbortSignal, endsAt: number,
): Promise<Course> {
	const sent: Uint8Array[] = [];
	let connections = 0;
	let redirects = 0;
	const done = (answer: HttpAnswer): Course => ({ answer, sent, connections });
	let next = pivotRequest(request, settings.strictUrls ?? false);
	while (next) {
		const taken = await pool.take(next.address, signal);
		if (typeof taken === 'string') return done({ failure: taken });
		if (taken.isNew) connections += 1;
		const bytes = requestBytes(next);
		sent.push(bytes);
		const response = await taken.connection.send(bytes, signal);
		if (typeof response === 'string') return done({ failure: response });

		const redirection = redirectOf(next, settings, response, redirects);
		const pauseMs = redirection ? undefined : retryPauseMs(response);
		const retries = pauseMs !== undefined && performance.now() + pauseMs < endsAt;
		leave(pool, next, taken.connection, response, redirection !== undefined || retries);
		if (redirection) {
			redirects += 1;
			next = redirection.to;
		} else if (retries) {
			await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
		} else {
			return done({ status: response.status, headers: response.headers, body: response.body });
		}
	}
	return done({ failure: 'invalid-url' });
}

/** Where the answer sends the client; `to` is undefined for a place it refuses. */
function redirectOf(
	request: PivotRequest, { version }: ExchangeSettings, { status, headers }: RawResponse, redirects: number,
): { readonly to: PivotRequest | undefined } | undefined {
	const { location } = headers;
	const method = redirectMethod(version, request.method, status);
	if (method === undefined || location === undefined || redirects >= MAX_REDIRECTS) return undefined;
	return { to: redirected(request, method, location) };
}

/** ms the client waits before it repeats a request by itself: 503 with a `retry-after` of at most two digits, in s. */
function retryPauseMs({ status, headers }: RawResponse): number | undefined {
	const after = headers['retry-after'];
	return status === 503 && after !== undefined && /^\d{1,2}$/.test(after) ? Number(after) * 1000 : undefined;
}

/**
 * What becomes of the connection: kept after an answer, unless the server closes it or answered 5xx. A first answer
 * that is a redirect or a repeat does not count as one, so the next request needs a new connection (captures
 * http-302-get, http-503-retry-after: two connections).
 */
function leave(pool: ConnectionPool, { address }: PivotRequest, connection: Connection, response: RawResponse, goesOn: boolean): void {
	if (!response.keepsAlive || (!goesOn && response.status >= 500 && response.status < 600)) {
		connection.close();
		return;
	}
	if (!goesOn) connection.answered = true;
	pool.giveBack(address, connection);
}
