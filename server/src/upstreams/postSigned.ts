import { request, type Dispatcher } from 'undici';
import { PAIRING_HEADERS } from '../../../pivot/pairing/headers';
import { sign, type Token } from '../../../pivot/pairing/signature';
import { messageOf } from '../logs/log';

/** A signed message to n8n. */
export interface SignedPost {
	readonly url: string;
	readonly token: Token;
	readonly kind: 'call' | 'probe';
	/** Attempt id. */
	readonly id: string;
	readonly body: string;
	/** When the answer must be complete, on the clock of `performance.now()`. */
	readonly deadline: number;
}

/** What came of it; headers in lower case, the first of several. */
export type UpstreamAnswer =
	| { readonly kind: 'answered'; readonly status: number; readonly headers: Readonly<Record<string, string | undefined>>; readonly body: Buffer }
	| { readonly kind: 'failed'; readonly code: UpstreamFailure; readonly sentence: string };

export type UpstreamFailure =
	| 'workflow.refused' | 'workflow.dns' | 'workflow.tls' | 'workflow.closed' | 'workflow.late' | 'workflow.too-large' | 'workflow.not-http';

/** An answer above this is not read further, in bytes. */
export const ANSWER_LIMIT = 256 * 1024;

/**
 * Sends the message and reads the whole answer. No redirect is followed, nothing is sent twice. Never rejects.
 */
export async function postSigned(post: SignedPost, dispatcher: Dispatcher): Promise<UpstreamAnswer> {
	const left = Math.floor(post.deadline - performance.now());
	if (left <= 0) return late(post.url);
	const abort = new AbortController();
	const timer = setTimeout(() => abort.abort(), left);
	try {
		const response = await request(post.url, {
			method: 'POST',
			headers: signedHeaders(post, left),
			body: post.body,
			dispatcher,
			signal: abort.signal,
		});
		const body = await readLimited(response.body);
		if (!body) return { kind: 'failed', code: 'workflow.too-large', sentence: `n8n's answer is longer than ${ANSWER_LIMIT} bytes: no callflow is.` };
		return { kind: 'answered', status: response.statusCode, headers: firstOfEach(response.headers), body };
	} catch (error) {
		return abort.signal.aborted ? late(post.url) : failureOf(error, post.url);
	} finally {
		clearTimeout(timer);
	}
}

function signedHeaders({ url, token, kind, id, body }: SignedPost, budgetMs: number): Record<string, string> {
	const { pathname, search } = new URL(url);
	const timestamp = Math.floor(Date.now() / 1000);
	const signature = sign(token.key, { purpose: kind, method: 'POST', path: pathname + search, id, timestamp, body });
	return {
		'content-type': 'application/json',
		accept: 'application/json',
		[PAIRING_HEADERS.kind]: kind,
		[PAIRING_HEADERS.attempt]: id,
		[PAIRING_HEADERS.token]: token.id,
		[PAIRING_HEADERS.timestamp]: String(timestamp),
		[PAIRING_HEADERS.signature]: signature,
		[PAIRING_HEADERS.budget]: String(budgetMs),
	};
}

async function readLimited(body: Dispatcher.ResponseData['body']): Promise<Buffer | undefined> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const source: AsyncIterable<Uint8Array> = body;
	for await (const bytes of source) {
		size += bytes.length;
		if (size > ANSWER_LIMIT) return undefined;
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}

function firstOfEach(headers: Dispatcher.ResponseData['headers']): Record<string, string | undefined> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value[0] : value]));
}

function late(url: string): UpstreamAnswer {
	return { kind: 'failed', code: 'workflow.late', sentence: `n8n at ${originOf(url)} had not answered when the time of the call was up: the workflow is slow, hangs, or responds nothing.` };
}

function failureOf(error: unknown, url: string): UpstreamAnswer {
	const codes = codesOf(error);
	const has = (...wanted: string[]) => wanted.some((code) => codes.includes(code));
	const at = originOf(url);
	const failed = (code: UpstreamFailure, sentence: string): UpstreamAnswer => ({ kind: 'failed', code, sentence });
	if (has('ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT')) return failed('workflow.refused', `Nothing accepts connections at ${at}: n8n is down or restarting, or the address is wrong.`);
	if (has('ENOTFOUND', 'EAI_AGAIN')) return failed('workflow.dns', `The name in ${at} cannot be resolved from the pivot server.`);
	if (codes.some((code) => /^HPE_|^HTTPParserError$|^UND_ERR_HEADERS_OVERFLOW$/.test(code))) return failed('workflow.not-http', `What answers at ${at} does not speak HTTP as n8n does (${messageOf(error)}).`);
	if (codes.some((code) => /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code))) return failed('workflow.tls', `TLS to ${at} failed (${messageOf(error)}).`);
	return failed('workflow.closed', `The connection to ${at} broke before the answer was complete (${messageOf(error)}).`);
}

function codesOf(error: unknown): string[] {
	if (!(error instanceof Error)) return [];
	const own = [error.name, ...('code' in error ? [String(error.code)] : [])];
	const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
	return [...own, ...inner, ...codesOf(error.cause)];
}

function originOf(url: string): string {
	return new URL(url).origin;
}
