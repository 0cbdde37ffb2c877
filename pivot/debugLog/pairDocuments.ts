import type { JsonObject } from '../json';
import { readNumber, unixMsOf } from '../time/gregorian';

/** The documents of one request of the switch. */
export interface DocumentGroup {
	readonly request?: JsonObject;
	/** One or several: very old versions kept headers and body apart. */
	readonly responses: readonly JsonObject[];
	/** Documents with `json_errors` or `schema_errors`. */
	readonly errors: readonly JsonObject[];
	/** True where the log does not tell for certain which answer belongs to which of several requests. */
	readonly isGuess: boolean;
}

interface Growing extends DocumentGroup {
	readonly errors: JsonObject[];
}

/**
 * Puts together the documents of one call and one iteration. Their order in the answer says nothing and `created` has whole
 * seconds only, so: by time, then request before response before errors (reference "kazoo-pivot" §10.3). Several requests
 * stand in one iteration where a callflow led to another pivot; each is answered before the next is asked.
 */
export function pairDocuments(documents: readonly JsonObject[]): DocumentGroup[] {
	const inOrder = byTime(documents);
	const requests = inOrder.filter((document) => kindOf(document) === 'request');
	const responses = joined(inOrder.filter((document) => kindOf(document) === 'response'));
	const errors = inOrder.filter((document) => kindOf(document) === 'errors');
	const { slots, isGuess } = deal(requests, responses);
	const groups = slots.map((slot): Growing => ({ ...slot, errors: [], isGuess }));
	for (const error of errors) {
		const group = groups.find((one) => one.errors.length === 0 && isAbout(error, one.responses))
			?? groups.findLast((one) => one.responses.length === 0 && one.errors.length === 0 && isBefore(one.request, error));
		if (group) group.errors.push(error);
		else groups.push({ responses: [], errors: [error], isGuess: false });
	}
	return groups;
}

/**
 * By time, then request, response, errors. Within a second, and where there are no times, the order of the answer counts,
 * turned round where it is newest first.
 */
export function byTime(documents: readonly JsonObject[]): JsonObject[] {
	const isTimed = documents.every((document) => timeOf(document) !== undefined);
	const inOrder = isNewestFirst(documents) ? [...documents].reverse() : [...documents];
	return inOrder.sort((one, other) => (isTimed ? (timeOf(one) ?? 0) - (timeOf(other) ?? 0) : 0) || RANKS[kindOf(one)] - RANKS[kindOf(other)]);
}

function isNewestFirst(documents: readonly JsonObject[]): boolean {
	const [first, last] = [documents[0], documents.at(-1)];
	if (!first || !last) return false;
	const [top, bottom] = [timeOf(first), timeOf(last)];
	if (top !== undefined && bottom !== undefined && top !== bottom) return top > bottom;
	return kindOf(first) !== 'request' && kindOf(last) === 'request';
}

const RANKS = { request: 0, response: 1, errors: 2, unknown: 3 } as const;

/** What a document of the log is about. */
export function kindOf(document: JsonObject): keyof typeof RANKS {
	if ('json_errors' in document || 'schema_errors' in document) return 'errors';
	if ('resp_status_code' in document || 'resp_headers' in document || 'resp_body' in document) return 'response';
	if ('req_headers' in document || 'req_body' in document || ('method' in document && 'uri' in document)) return 'request';
	return 'unknown';
}

function timeOf(document: JsonObject): number | undefined {
	return readNumber(document['created']);
}

const RESPONSE_KEYS = ['resp_status_code', 'resp_headers', 'resp_body'];

/** Halves of one response back together: neighbours that say different things about it. */
function joined(responses: readonly JsonObject[]): JsonObject[][] {
	const whole: JsonObject[][] = [];
	for (const response of responses) {
		const last = whole.at(-1);
		const isHalf = last !== undefined && !RESPONSE_KEYS.some((key) => key in response && last.some((part) => key in part));
		if (isHalf) last.push(response);
		else whole.push([response]);
	}
	return whole;
}

interface Slot {
	readonly request?: JsonObject;
	readonly responses: readonly JsonObject[];
}

function deal(requests: readonly JsonObject[], responses: readonly JsonObject[][]): { slots: Slot[]; isGuess: boolean } {
	if (responses.length >= requests.length) {
		return { isGuess: isTied(requests), slots: responses.map((parts, index) => ({ ...withRequest(requests[index]), responses: parts })) };
	}
	const open: { request: JsonObject; responses: readonly JsonObject[] }[] = requests.map((request) => ({ request, responses: [] }));
	const strays: Slot[] = [];
	let isGuess = false;
	for (const parts of [...responses].reverse()) {
		const candidates = open.filter((slot) => slot.responses.length === 0 && isBefore(slot.request, parts[0]));
		const slot = candidates.at(-1);
		isGuess ||= candidates.length > 1;
		if (slot) slot.responses = parts;
		else strays.push({ responses: parts });
	}
	return { slots: [...open, ...strays], isGuess };
}

/** Several requests in one second, or without times. */
function isTied(requests: readonly JsonObject[]): boolean {
	return new Set(requests.map(timeOf)).size < requests.length;
}

function withRequest(request: JsonObject | undefined): Pick<Slot, 'request'> {
	return request ? { request } : {};
}

function isBefore(request: JsonObject | undefined, later: JsonObject | undefined): boolean {
	const [asked, told] = [unixMsOf(request?.['created']), unixMsOf(later?.['created'])];
	return asked === undefined || told === undefined || asked <= told;
}

function isAbout(error: JsonObject, responses: readonly JsonObject[]): boolean {
	return typeof error['resp_body'] === 'string' && responses.some((part) => part['resp_body'] === error['resp_body']);
}
