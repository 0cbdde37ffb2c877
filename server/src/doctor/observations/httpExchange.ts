import { request, type Dispatcher } from 'undici';
import { messageOf } from '../../logs/log';

/** One answer to a GET, as it came: no redirect followed, nothing decompressed. */
export interface HttpSeen {
	readonly status: number;
	/** Names in lower case, the first of several. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly text: string;
	readonly elapsedMs: number;
	readonly clock: ClockSeen | undefined;
}

/** What the `Date` of an answer says about a clock. */
export interface ClockSeen {
	/** Seconds the other clock is ahead of ours; negative: behind. */
	readonly aheadSeconds: number;
	/** As far as this may be off, in seconds: `Date` holds whole seconds, and the answer was on its way. */
	readonly precisionSeconds: number;
}

/** One exchange of the doctor, in ms. */
export const EXCHANGE_MS = 3_000;

/** Bytes of a body that are read. */
const BODY_LIMIT = 256 * 1024;

/**
 * GET as a switch sends it: without `Accept-Encoding`, no redirect followed.
 *
 * @throws Error with a sentence when there is no answer within {@link EXCHANGE_MS}
 */
export async function getAsIs(url: string, dispatcher: Dispatcher): Promise<HttpSeen> {
	const signal = AbortSignal.timeout(EXCHANGE_MS);
	const sentAt = Date.now();
	const began = performance.now();
	try {
		const response = await request(url, { method: 'GET', signal, dispatcher });
		const elapsedMs = performance.now() - began;
		const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
		const text = await readStart(response.body);
		return { status: response.statusCode, headers, text, elapsedMs, clock: readClock(headers['date'], sentAt, elapsedMs) };
	} catch (error) {
		const why = signal.aborted ? `nothing came within ${EXCHANGE_MS / 1000} s` : reasonOf(error);
		throw new Error(`${new URL(url).origin} gives no answer: ${why}`, { cause: error });
	}
}

/** Where every address of a name failed there is only a code. */
function reasonOf(error: unknown): string {
	return error instanceof AggregateError && 'code' in error ? String(error.code) : messageOf(error);
}

/** @param sentAt Unix ms when the request left @param elapsedMs until its answer began */
export function readClock(date: string | undefined, sentAt: number, elapsedMs: number): ClockSeen | undefined {
	const seen = Date.parse(date ?? '');
	if (Number.isNaN(seen)) return undefined;
	// The middle of the second `Date` names, against the middle of the exchange.
	return { aheadSeconds: (seen + 500 - (sentAt + elapsedMs / 2)) / 1000, precisionSeconds: 0.5 + elapsedMs / 2000 };
}

async function readStart(body: Dispatcher.ResponseData['body']): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const source: AsyncIterable<Uint8Array> = body;
	for await (const bytes of source) {
		chunks.push(bytes);
		size += bytes.length;
		if (size > BODY_LIMIT) break;
	}
	return Buffer.concat(chunks).toString('utf8');
}

/** The answer sends the client elsewhere. */
export function isRedirect({ status }: Pick<HttpSeen, 'status'>): boolean {
	return status >= 300 && status < 400;
}

/** How the body is compressed; undefined: it is not. */
export function encodingOf({ headers }: Pick<HttpSeen, 'headers'>): string | undefined {
	const encoding = headers['content-encoding']?.trim().toLowerCase();
	return encoding === undefined || encoding === '' || encoding === 'identity' ? undefined : encoding;
}
