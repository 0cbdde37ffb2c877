import type { IncomingMessage } from 'node:http';
import { isJsonObject, type JsonObject } from '../../../pivot/json';
import { ApiFault, validationFault } from './apiFault';
import type { ApiRequest } from './exchange';

/** Bytes of a body that are read at most. */
const MAX_BODY_BYTES = 1_048_576;
const JSON_TYPES = /^(?:application|text)\/(?:x-)?json\b/i;

/** Reads a request. Rejects with an `ApiFault`: not under `/v2` (404), too long (413), not JSON (415, 400). */
export async function readRequest(message: IncomingMessage): Promise<ApiRequest> {
	const [target = '', ...queries] = (message.url ?? '').split('?');
	return {
		method: message.method ?? 'GET',
		path: segmentsOf(target),
		query: new URLSearchParams(queries.join('?')),
		headers: message.headers,
		envelope: envelopeIn(await bodyOf(message), message.headers['content-type']),
		params: {},
	};
}

function segmentsOf(target: string): string[] {
	const [version, ...segments] = target.split('/').filter((segment) => segment !== '');
	if (version !== 'v2') throw new ApiFault(404, 'bad_identifier', [target]);
	try {
		return segments.map(decodeURIComponent);
	} catch {
		throw new ApiFault(404, 'bad_identifier', [target]);
	}
}

async function bodyOf(message: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of message) {
		const part = Buffer.from(chunk as Uint8Array);
		bytes += part.length;
		if (bytes > MAX_BODY_BYTES) throw new ApiFault(413, 'request_entity_too_large', {}, { connection: 'close' });
		chunks.push(part);
	}
	return Buffer.concat(chunks).toString('utf8');
}

function envelopeIn(body: string, contentType: string | undefined): JsonObject {
	if (body === '') return {};
	if (contentType !== undefined && !JSON_TYPES.test(contentType)) throw new ApiFault(415, 'invalid_content_type', { message: `the API takes application/json, not ${contentType}` });
	try {
		const envelope: unknown = JSON.parse(body);
		if (isJsonObject(envelope)) return envelope;
	} catch {
		throw validationFault({ json: { invalid: { message: 'Invalid JSON request envelope' } } });
	}
	throw validationFault({ json: { type: { message: 'The request envelope must be a JSON object', target: 'object' } } });
}
