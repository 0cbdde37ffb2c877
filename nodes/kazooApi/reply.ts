import type { IHttpRequestOptions } from 'n8n-workflow';
import * as z from 'zod/v4';
import type { CrossbarReply, CrossbarRequest } from '../../crossbar/transport';

/** How long n8n waits for the switch, in ms: lists of long months take a while. */
const TIMEOUT_MS = 30_000;

/** The request as n8n's helpers take it. Its body is text: n8n would leave out an empty one. */
export function httpRequest(baseUrl: string, { method, path, query, headers, body }: CrossbarRequest): IHttpRequestOptions {
	const search = new URLSearchParams(query).toString();
	return {
		method,
		url: `${baseUrl}${path}${search === '' ? '' : `?${search}`}`,
		headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
		returnFullResponse: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	};
}

const answerSchema = z.union([
	z.object({ statusCode: z.int(), headers: z.unknown(), body: z.unknown() }),
	z.object({ status: z.int(), headers: z.unknown(), data: z.unknown() }).transform(({ status, headers, data }) => ({ statusCode: status, headers, body: data })),
]);

/** A complete answer, as n8n's helpers give it or as their errors carry it; undefined for what is none. */
export function readReply(answer: unknown): CrossbarReply | undefined {
	const { data } = answerSchema.safeParse(answer);
	if (!data) return undefined;
	return { status: data.statusCode, headers: readHeaders(data.headers), body: readBody(data.body) };
}

function readHeaders(headers: unknown): Record<string, string> {
	if (typeof headers !== 'object' || headers === null) return {};
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function readBody(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
