import { randomBytes } from 'node:crypto';
import { request } from 'undici';
import type * as z from 'zod/v4';
import { PAIRING_HEADERS } from '../../../pivot/pairing/headers';
import { apiErrorSchema } from '../../../pivot/pairing/messages';
import { sign, type Token } from '../../../pivot/pairing/signature';
import { messageOf } from '../logs/log';

export interface ServerAnswer {
	readonly status: number;
	/** Undefined where the answer is not JSON. */
	readonly json: unknown;
}

const TIMEOUT_MS = 10_000;

/**
 * One signed request without a body to the API of a pivot server.
 *
 * @param timeoutMs for the whole exchange
 * @throws Error with a sentence when the server cannot be reached
 */
export async function askServer(server: string, token: Token, method: 'GET' | 'POST' | 'DELETE', path: string, timeoutMs = TIMEOUT_MS): Promise<ServerAnswer> {
	const nonce = randomBytes(16).toString('hex');
	const timestamp = Math.floor(Date.now() / 1000);
	const { pathname, search } = new URL(server + path);
	const headers = {
		[PAIRING_HEADERS.token]: token.id,
		[PAIRING_HEADERS.timestamp]: String(timestamp),
		[PAIRING_HEADERS.nonce]: nonce,
		[PAIRING_HEADERS.signature]: sign(token.key, { purpose: 'api', method, path: pathname + search, id: nonce, timestamp, body: '' }),
	};
	try {
		const { statusCode, body } = await request(server + path, { method, headers, signal: AbortSignal.timeout(timeoutMs) });
		return { status: statusCode, json: parse(await body.text()) };
	} catch (error) {
		throw new Error(`The pivot server at ${server} cannot be reached: ${messageOf(error)}`, { cause: error });
	}
}

/**
 * Reads something from the API of a pivot server.
 *
 * @throws Error with a sentence, the server's own where it refuses
 */
export async function readFromServer<Schema extends z.ZodType>(server: string, token: Token, path: string, schema: Schema, timeoutMs?: number): Promise<z.output<Schema>> {
	const { status, json } = await askServer(server, token, 'GET', path, timeoutMs);
	const read = schema.safeParse(json);
	if (status === 200 && read.success) return read.data;
	const refusal = apiErrorSchema.safeParse(json);
	throw new Error(refusal.success ? refusal.data.error.message : `What answers at ${server} is not a pivot server: it said ${status}.`);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
