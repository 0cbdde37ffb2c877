import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KAZOO_DENY_LIST } from '../callflow/denyList';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { judgeAnswer } from './judgeAnswer';
import type { HttpAnswer, Outcome } from './judgement';

/**
 * What the real switch did with an answer, held against the judge. The captures are measurements of KAZOO master
 * (`../shared/switch-vectors`, see its README).
 */
const FOLDER = resolve(__dirname, '../../../shared/switch-vectors');
const MISSING = 'the folder ../shared/switch-vectors is not there: the captures of the real switch cannot be compared';

/** Captures in which the switch executed TwiML. They wait until TwiML is judged too. */
const PENDING_TWIML: readonly string[] = ['ct-application-xml'];

interface Capture {
	readonly name: string;
	readonly responses_given: readonly (string | JsonObject)[];
	readonly requests_seen: readonly string[];
	readonly outcome?: string;
	readonly switch: readonly JsonObject[];
}

const captures = readCaptures('responses.json');
const twiml = readCaptures('twiml.json');

describe('the captures', () => {
	it('are at hand', ({ skip }) => {
		skip(!existsSync(FOLDER) && process.env['CI'] === undefined, MISSING);
		expect(captures.length, MISSING).toBeGreaterThan(0);
		expect(twiml.length, MISSING).toBeGreaterThan(0);
	});
});

describe('an answer is judged as the real switch treated it', () => {
	it.each(captures.map((capture) => [capture.name, capture] as const))('%s', (_name, capture) => {
		const judgement = judgeAnswer(lastAnswer(capture), { version: 'master', deny: KAZOO_DENY_LIST });
		if (judgement.code === 'answer.twiml-not-judged') {
			expect(executedTwiml(capture), 'only what the switch executed as TwiML may be left unjudged').toBe(true);
			expect(judgement.outcome).toBe('unknown');
			return;
		}
		expect(judgement.outcome).toBe(outcomeOf(capture));
		const run = capture.switch.find((event) => event['t'] === 'CHANNEL_PIVOT');
		expect(judgement.flow).toEqual(run ? withChildren(run['flow']) : undefined);
	});

	it.runIf(captures.length > 0)('leaves exactly the known TwiML captures pending', () => {
		for (const name of PENDING_TWIML) {
			const capture = captures.find((one) => one.name === name);
			expect(capture, name).toBeDefined();
			if (capture) expect(judgeAnswer(lastAnswer(capture), { version: 'master', deny: KAZOO_DENY_LIST }).code, name).toBe('answer.twiml-not-judged');
		}
	});
});

describe('a TwiML answer is judged without parsing it where that can be done', () => {
	it.each(twiml.map((capture) => [capture.name, capture] as const))('%s', (_name, capture) => {
		const [first = ''] = capture.responses_given;
		const judgement = judgeAnswer(parseResponse(first), { version: 'master', deny: KAZOO_DENY_LIST });
		expect(judgement.code === 'answer.twiml-not-judged').toBe(executedTwiml(capture));
		const failed = capture.switch.some((event) => event['event'] === 'failed');
		const hungUp = capture.switch.some((event) => event['app'] === 'hangup');
		if (!executedTwiml(capture)) expect(judgement.outcome).toBe(hungUp ? 'hangup' : failed ? 'failback' : 'silence');
	});
});

function readCaptures(file: string): Capture[] {
	const path = resolve(FOLDER, file);
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).vectors : [];
}

/** The switch announced that it takes the answer, and no callflow came of it. */
function executedTwiml({ switch: events, responses_given: [first = ''] }: Capture): boolean {
	const isXml = bodyText(parseResponse(first)).trimStart().startsWith('<');
	return isXml && events.some((event) => event['event'] === 'processing') && !events.some((event) => event['t'] === 'CHANNEL_PIVOT');
}

function outcomeOf({ outcome }: Capture): Outcome | undefined {
	if (outcome === 'failback after 10 s') return 'failback late';
	const known: readonly Outcome[] = ['runs', 'failback', 'hangup', 'silence'];
	return known.find((one) => one === outcome);
}

/** A node without `children` stands in a capture as it was sent; ours always has them. */
function withChildren(flow: JsonValue | undefined): JsonValue | undefined {
	if (!isJsonObject(flow)) return flow;
	const children = isJsonObject(flow['children']) ? flow['children'] : {};
	return {
		...flow,
		children: Object.fromEntries(Object.entries(children).map(([key, child]) => [key, withChildren(child) ?? null])),
	};
}

/** The answer to the last request the switch made: those before it were redirects it followed, or repeated. */
function lastAnswer({ responses_given: given, requests_seen: seen }: Capture): HttpAnswer {
	return parseResponse(given[Math.min(seen.length, given.length) - 1] ?? '');
}

function bodyText(answer: HttpAnswer): string {
	return 'failure' in answer ? '' : Buffer.from(answer.body).toString('utf8');
}

/** Raw HTTP as the listener of the captures sent it before it closed the connection. */
function parseResponse(given: string | JsonObject): HttpAnswer {
	const raw = typeof given === 'string' ? Buffer.from(given, 'utf8') : Buffer.from(String(given['base64']), 'base64');
	const end = raw.indexOf('\r\n\r\n');
	const [statusLine = '', ...lines] = raw.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n');
	const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1]);
	if (end < 0 || Number.isNaN(status)) return { failure: 'closed' };
	const headers = Object.fromEntries(lines.map((line) => {
		const colon = line.indexOf(':');
		return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
	}));
	const rest = raw.subarray(end + 4);
	const body = headers['transfer-encoding'] === 'chunked' ? unchunked(rest) : bounded(rest, headers['content-length']);
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
