import { isJsonObject, type JsonObject, type JsonValue } from '../json';

/** What stands in an answer of the debug log, before anything is made of it. */
export interface DebugEntries {
	readonly entries: readonly JsonValue[];
	readonly remarks: readonly string[];
	readonly unread: readonly JsonValue[];
}

/**
 * Takes the entries out of an answer: the envelope, its `data` alone, or the text of either. What is no debug log is kept
 * under `unread`, with a sentence. Never throws.
 */
export function readEntries(body: unknown): DebugEntries {
	if (typeof body === 'string') return readText(body);
	if (Array.isArray(body)) return sorted(body);
	if (!isJsonObject(body)) return odd(null, 'The answer is neither a list nor an object, so no debug log could be read.');
	if (!('data' in body)) return sorted([body]);
	const { data } = body;
	if (body['status'] === 'error') return odd(body, `The switch answered with an error: ${textOr(body['message'], 'it gave no reason')}.`);
	return Array.isArray(data) ? sorted(data) : sorted([data ?? null]);
}

function sorted(all: readonly JsonValue[]): DebugEntries {
	const entries = all.filter(isEntry);
	const unread = all.filter((entry) => !isEntry(entry));
	return { entries, unread, remarks: [...new Set(unread.map(whatItIs))] };
}

/** A call id alone, as very old versions list them, or anything about a call. */
function isEntry(entry: JsonValue): boolean {
	if (typeof entry === 'string') return entry.trim() !== '';
	return isJsonObject(entry) && DEBUG_KEYS.some((key) => key in entry) && !isWebhook(entry);
}

const DEBUG_KEYS = [
	'call_id', 'debug_id', 'req_headers', 'req_body', 'resp_status_code', 'resp_headers', 'resp_body', 'json_errors', 'schema_errors',
];

/** `hook` is required of every webhook, and no debug document has it. */
function isWebhook(entry: JsonObject): boolean {
	return 'hook' in entry && ('uri' in entry || 'http_verb' in entry);
}

function whatItIs(entry: JsonValue): string {
	if (isJsonObject(entry) && isWebhook(entry)) {
		return 'This is a webhook’s settings, not a debug log (VirtualPBX’s Pivot page prints one in its place by mistake). '
			+ 'Ask for /accounts/{account}/pivot/debug; if that is what was asked for, tell the operator of the switch.';
	}
	return 'An entry has no shape known of a debug log. It is shown as it came.';
}

function readText(text: string): DebugEntries {
	if (text.trim() === '') return { entries: [], unread: [], remarks: ['The answer is empty, so no debug log could be read.'] };
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return odd(text, notJson(text));
	}
	return typeof value === 'string' ? sorted([value]) : readEntries(value);
}

function notJson(text: string): string {
	if (/^\s*</.test(text)) return 'The answer is a web page, not a debug log. Check the base URL of the switch’s API.';
	if (/,\s*[}\]]/.test(text)) {
		return 'The answer is not valid JSON: a comma stands before a closing bracket, as in the example of KAZOO’s documentation. '
			+ 'A switch sends none; take the answer itself.';
	}
	return 'The answer is not valid JSON, so no debug log could be read. It is shown as it came.';
}

function odd(raw: JsonValue, remark: string): DebugEntries {
	return { entries: [], unread: raw === null ? [] : [raw], remarks: [remark] };
}

/** Text, or a number as text; anything else is the alternative. */
export function textOr<T>(value: unknown, otherwise: T): string | T {
	if (typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : otherwise;
}
