import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../pivot/json';
import type { CallState, SessionValues } from '../../callState';
import type { ExchangeRequest } from '../exchange';

const FOLDER = resolve(import.meta.dirname, '../../../../shared/switch-vectors');

/** The address of the recording listener in all captures. */
export const CAPTURED_PLACE = '127.0.0.1:18765';

/** A request of the real switch, or an answer to it, as it was recorded. */
export interface Capture {
	readonly name: string;
	readonly inputs: JsonObject;
	readonly tcp_connections: number;
	readonly responses_given: readonly (string | { readonly base64: string })[];
	/** In `requests.json`. */
	readonly requests?: readonly { readonly raw_base64: string }[];
	/** In the others: request line, and body behind ` | `. */
	readonly requests_seen?: readonly string[];
}

/** Why the captures cannot be read; undefined where they can. */
export function capturesMissing(): string | undefined {
	if (existsSync(FOLDER)) return undefined;
	const sentence = 'the folder ../shared/switch-vectors is not there: nothing is compared with the real switch';
	if (process.env['CI']) throw new Error(sentence);
	return sentence;
}

export function readCaptures(file: 'requests' | 'responses' | 'twiml'): readonly Capture[] {
	if (capturesMissing() !== undefined) return [];
	const { vectors } = JSON.parse(readFileSync(resolve(FOLDER, `${file}.json`), 'utf8')) as { vectors: readonly Capture[] };
	return vectors;
}

/** The raw responses of a capture, in order. */
export function givenResponses({ responses_given: given }: Capture, port: number): Buffer[] {
	return given.map((one) => typeof one === 'string'
		? Buffer.from(one.replaceAll(CAPTURED_PLACE, `127.0.0.1:${port}`), 'utf8')
		: Buffer.from(one.base64, 'base64'));
}

/** Inputs that do not bear on the request: they play the caller, the clock and the switch. */
const NOT_IN_THE_REQUEST = ['dtmf', 'offnet', 'hangup-after', 'max-ms', 'cdr-url', 'debug'];

/** The call a capture describes; anything not said is as in all captures. */
export function capturedCall(inputs: JsonObject): CallState {
	const known = ['format', 'method', 'body-format', 'voice-url', 'cav', 'cav-json', 'owner', 'kvs', 'from', 'to', 'request',
		'caller-name', 'caller-number', 'sip-headers', 'language', ...NOT_IN_THE_REQUEST];
	const unknown = Object.keys(inputs).filter((name) => !known.includes(name));
	if (unknown.length > 0) throw new Error(`the capture has inputs this test does not know: ${unknown.join(', ')}`);
	const [from, fromRealm] = uri(inputs['from'] ?? 'user_a@realm.test');
	const [to, toRealm] = uri(inputs['to'] ?? '+15559990002@realm.test');
	const [request, requestRealm] = uri(inputs['request'] ?? '+15559990002@realm.test');
	const kvs = group(inputs['kvs']);
	const collections = kvs['dtmf_collections'];
	const { language } = inputs;
	return {
		callId: 'kh-call-1@127.0.0.1',
		accountId: '4c6f72656d20697073756d20646f6c6f',
		from, fromRealm, to, toRealm, request, requestRealm,
		callerIdName: text(inputs['caller-name'] ?? 'Test Caller'),
		callerIdNumber: text(inputs['caller-number'] ?? '+15551230001'),
		...(language === undefined ? {} : { language: text(language) }),
		userIds: list(inputs['owner']).map(text),
		applicationVars: { ...group(inputs['cav-json']), ...assignments(list(inputs['cav']).map(text)) },
		sipHeaders: group(inputs['sip-headers']),
		...(isJsonObject(collections) ? { collections: texts(collections) } : {}),
		session: capturedSession(kvs),
	};
}

/** The exchange a capture describes, with the server at another port. */
export function capturedExchange(inputs: JsonObject, parameters: ExchangeRequest['parameters'], port: number): ExchangeRequest {
	return {
		method: inputs['method'] === 'post' ? 'post' : 'get',
		url: text(inputs['voice-url'] ?? '').replace(CAPTURED_PLACE, `127.0.0.1:${port}`),
		parameters,
		bodyFormat: inputs['body-format'] === 'json' ? 'json' : 'form',
		timeoutMs: 5000,
	};
}

const SESSION_KEYS = {
	call_status: 'callStatus', digit_pressed: 'digitPressed', recording_url: 'recordingUrl', recording_sid: 'recordingId',
	transcription_sid: 'transcriptionId', transcription_status: 'transcriptionStatus', transcription_text: 'transcriptionText',
	transcription_url: 'transcriptionUrl', digits_collected: 'digitsCollected', dial_call_status: 'dialCallStatus',
	dial_call_sid: 'dialCallId', queue_sid: 'queueId',
} as const satisfies Readonly<Record<string, keyof SessionValues>>;

function capturedSession(kvs: JsonObject): SessionValues {
	const said = Object.entries(SESSION_KEYS).flatMap(([key, name]) => (key in kvs ? [[name, text(kvs[key] ?? '')] as const] : []));
	const duration = kvs['recording_duration'];
	return { ...Object.fromEntries(said), ...(duration === undefined ? {} : { recordingDuration: Number(duration) }) };
}

function uri(value: JsonValue): [user: string, realm: string] {
	const [user = '', realm = ''] = text(value).split('@');
	return [user, realm];
}

function assignments(lines: readonly string[]): JsonObject {
	return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

function list(value: JsonValue | undefined): JsonValue[] {
	return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function texts(values: JsonObject): Record<string, string> {
	return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]));
}

function group(value: JsonValue | undefined): JsonObject {
	return isJsonObject(value) ? value : {};
}

function text(value: JsonValue): string {
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	throw new Error(`a capture holds ${JSON.stringify(value)} where a text was expected`);
}
