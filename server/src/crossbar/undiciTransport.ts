import { request } from 'undici';
import type { CrossbarTransport } from '../../../crossbar/transport';

/** One request to the switch's API, in ms. */
const TIMEOUT_MS = 15_000;

/**
 * The switch's API over undici.
 *
 * @param baseUrl ends in `/v2`
 * @param timeoutMs for one whole exchange
 */
export function undiciTransport(baseUrl: string, timeoutMs = TIMEOUT_MS): CrossbarTransport {
	return async ({ method, path, query = {}, headers = {}, body }) => {
		const url = new URL(baseUrl.replace(/\/+$/, '') + path);
		for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
		const response = await request(url, {
			method,
			headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			signal: AbortSignal.timeout(timeoutMs),
		}).catch(sayWhy);
		const named = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value[0] : value] as const);
		return { status: response.statusCode, headers: Object.fromEntries(named), body: parsed(await response.body.text()) };
	};
}

/** Where every address of a name failed, the error has a code and no words. */
function sayWhy(error: unknown): never {
	throw error instanceof AggregateError && 'code' in error ? new Error(String(error.code), { cause: error }) : error;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
