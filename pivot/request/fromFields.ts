import { isJsonObject, type JsonObject } from '../json';
import type { Call, CallRequest, Dial, Recording, Transcription } from './callRequest';
import { KAZOO_NAMES, KNOWN_NAMES, TWIML_NAMES, type FieldMeaning } from './fieldNames';
import { FieldReader, textsOf } from './fieldReader';
import { setField } from './fieldTree';

/** Said of a request that carried nothing a switch sends. */
export const EMPTY_REQUEST_REMARK
	= 'The request carried none of the parameters a switch sends. A KAZOO switch sends no parameters when the pivot node’s '
	+ '“req_format” is a word it does not know, for example “Piston”: set “req_format” to “kazoo”.';

/**
 * Reads a call request from fields that are already nested, such as the body of a JSON request or the `raw` of an
 * earlier call request. Names of both formats are understood side by side.
 *
 * Never throws: what has an unexpected shape is left out with a remark, and stays in `raw`.
 *
 * @param remarks sentences about how the fields came in, put before those about the fields
 */
export function fromFields(fields: JsonObject, remarks: readonly string[] = []): CallRequest {
	const reader = new FieldReader(fields);
	const format = formatOf(fields);
	const read = {
		call: readCall(reader),
		variables: reader.group('variables'),
		digits: readDigits(reader),
		sipHeaders: reader.group('sipHeaders'),
		...optional('recording', readRecording(reader)),
		...optional('transcription', readTranscription(reader)),
		...optional('dial', readDial(reader)),
	};
	return {
		format,
		...read,
		extra: unknownFields(fields),
		raw: fields,
		remarks: [...remarks, ...(format === 'none' ? [EMPTY_REQUEST_REMARK] : []), ...reader.remarks],
	};
}

function readCall(reader: FieldReader): Call {
	const text = (meaning: FieldMeaning) => reader.text(meaning) ?? '';
	return {
		id: text('id'),
		accountId: text('accountId'),
		from: text('from'),
		fromRealm: text('fromRealm'),
		to: text('to'),
		toRealm: text('toRealm'),
		request: text('request'),
		requestRealm: text('requestRealm'),
		callerIdName: text('callerIdName'),
		callerIdNumber: text('callerIdNumber'),
		direction: text('direction'),
		apiVersion: text('apiVersion'),
		...optional('status', reader.text('status')),
		...optional('language', reader.text('language')),
		userIds: reader.texts('userIds'),
	};
}

function readDigits(reader: FieldReader): Record<string, string> {
	const digits: Record<string, string> = {};
	const value = reader.last('digits');
	if (isJsonObject(value)) {
		for (const [name, pressed] of Object.entries(value)) setField(digits, name, textsOf(pressed).at(-1) ?? '');
	} else {
		const pressed = reader.text('digits');
		if (pressed !== undefined) setField(digits, 'default', pressed);
	}
	return digits;
}

function readRecording(reader: FieldReader): Recording | undefined {
	return unlessEmpty({
		...optional('id', reader.text('recordingId')),
		...optional('url', reader.text('recordingUrl')),
		...optional('durationSeconds', reader.number('recordingDuration')),
	});
}

function readTranscription(reader: FieldReader): Transcription | undefined {
	return unlessEmpty({
		...optional('id', reader.text('transcriptionId')),
		...optional('status', reader.text('transcriptionStatus')),
		...optional('text', reader.text('transcriptionText')),
		...optional('url', reader.text('transcriptionUrl')),
	});
}

function readDial(reader: FieldReader): Dial | undefined {
	return unlessEmpty({
		...optional('status', reader.text('dialStatus')),
		...optional('callId', reader.text('dialCallId')),
		...optional('queueId', reader.text('queueId')),
	});
}

const KAZOO_ONLY = onlyIn(KAZOO_NAMES, TWIML_NAMES);
const TWIML_ONLY = onlyIn(TWIML_NAMES, KAZOO_NAMES);

function formatOf(fields: JsonObject): CallRequest['format'] {
	const names = Object.keys(fields);
	if (names.some((name) => KAZOO_ONLY.has(name))) return 'kazoo';
	if (names.some((name) => TWIML_ONLY.has(name))) return 'twiml';
	return names.some((name) => KNOWN_NAMES.has(name)) ? 'kazoo' : 'none';
}

function onlyIn(names: Readonly<Record<string, string>>, others: Readonly<Record<string, string>>): ReadonlySet<string> {
	const shared = new Set(Object.values(others));
	return new Set(Object.values(names).filter((name) => !shared.has(name)));
}

function unknownFields(fields: JsonObject): JsonObject {
	const unknown: JsonObject = {};
	for (const [name, value] of Object.entries(fields)) if (!KNOWN_NAMES.has(name)) setField(unknown, name, value);
	return unknown;
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
	const part: Partial<Record<K, V>> = {};
	if (value !== undefined) part[key] = value;
	return part;
}

function unlessEmpty<T extends object>(value: T): T | undefined {
	return Object.keys(value).length > 0 ? value : undefined;
}
