import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject, type JsonObject } from '../../pivot/json';
import type { HttpAnswer, Outcome } from '../../pivot/judge/judgement';

const FOLDER = path.resolve(import.meta.dirname, '../../../shared/switch-vectors');

/** What the real switch did with an answer, or with a row of them. */
export interface AnswerCapture {
	readonly name: string;
	/** Raw HTTP, in the order it was given. */
	readonly given: readonly Buffer[];
	/** How many requests the switch made. */
	readonly requests: number;
	/** Not told of TwiML. */
	readonly outcome?: Outcome;
	/** What the switch did, in order. */
	readonly events: readonly JsonObject[];
}

/** Why the captures cannot be read, or undefined. On CI that is an error. */
export function capturesMissing(): string | undefined {
	if (existsSync(FOLDER)) return undefined;
	if (process.env['CI'] !== undefined) throw new Error(`The captures of the real switch must be there on CI: ${FOLDER}`);
	return 'the captures of the real switch are not in ../shared/switch-vectors, so no judgement is compared with them';
}

/** The captures of a file; none where the folder is missing. */
export function answerCaptures(file: 'responses.json' | 'twiml.json'): readonly AnswerCapture[] {
	if (!existsSync(FOLDER)) return [];
	const content: unknown = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));
	return objects(isJsonObject(content) ? content['vectors'] : undefined).map((vector) => {
		const outcome = outcomeNamed(vector['outcome']);
		return {
			name: text(vector['name']),
			given: list(vector['responses_given']).map(rawBytes),
			requests: list(vector['requests_seen']).length,
			...(outcome === undefined ? {} : { outcome }),
			events: objects(vector['switch']),
		};
	});
}

/** A text stands for its bytes; other bytes are in Base64. */
function rawBytes(given: unknown): Buffer {
	return isJsonObject(given) ? Buffer.from(text(given['base64']), 'base64') : Buffer.from(text(given), 'utf8');
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function outcomeNamed(word: unknown): Outcome | undefined {
	if (word === 'failback after 10 s') return 'failback late';
	const known: readonly Outcome[] = ['runs', 'failback', 'hangup', 'silence'];
	return known.find((one) => one === word);
}

function list(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function objects(value: unknown): JsonObject[] {
	return list(value).filter(isJsonObject);
}

/**
 * The answer to the last request of the switch: those before it were redirects it followed, or repeated. A switch that made
 * no request and reported no failed exchange had refused the URL.
 */
export function lastAnswer({ given, requests, events }: AnswerCapture): HttpAnswer {
	if (requests === 0) return { failure: events.some((event) => event['t'] === 'http_error') ? 'refused' : 'invalid-url' };
	return parseResponse(given[Math.min(requests, given.length) - 1] ?? Buffer.alloc(0));
}

/** Raw HTTP as the listener of the captures sent it before it closed the connection. */
export function parseResponse(raw: Buffer): HttpAnswer {
	const end = raw.indexOf('\r\n\r\n');
	const [statusLine = '', ...lines] = raw.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n');
	const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1]);
	if (end < 0 || Number.isNaN(status)) return { failure: 'closed' };
	const headers = Object.fromEntries(lines.map((line) => {
		const colon = line.indexOf(':');
		return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
	}));
	const rest = raw.subarray(end + 4);
	if (status === 100) return parseResponse(rest);
	const body = headers['transfer-encoding']?.toLowerCase() === 'chunked' ? unchunked(rest) : bounded(rest, headers['content-length']);
	return body ? { status, headers, body } : { failure: 'closed' };
}

function bounded(rest: Buffer, length: string | undefined): Buffer | undefined {
	if (length === undefined) return rest;
	return rest.length < Number(length) ? undefined : rest.subarray(0, Number(length));
}

function unchunked(rest: Buffer): Buffer | undefined {
	const parts: Buffer[] = [];
	for (let at = 0; ;) {
		const line = rest.indexOf('\r\n', at);
		const size = line < 0 ? NaN : parseInt(rest.subarray(at, line).toString('latin1'), 16);
		if (Number.isNaN(size) || line + 2 + size > rest.length) return undefined;
		if (size === 0) return Buffer.concat(parts);
		parts.push(rest.subarray(line + 2, line + 2 + size));
		at = line + 2 + size + 2;
	}
}
