import { isJsonObject, type JsonObject, type JsonValue } from '../../pivot/json';
import type { CallState } from '../callState';
import type { Parameters } from './encodeJson';
import { requestUser } from './requestUser';

type Table = readonly (readonly [name: string, value: JsonValue | undefined])[];

/**
 * What a pivot request says about a call, in the order it goes on the wire: values of a TwiML session first (reference
 * "kazoo-pivot" §5.3), then the format's own in the reverse of its table (§5.1, §5.2).
 *
 * @param format `req_format` of the pivot node: `kazoo` or `twiml`; of any other word the switch sends nothing but the
 * session's values (capture req-format-unknown-sends-no-params)
 */
export function pivotParameters(call: CallState, format: string): Parameters {
	const base = format === 'kazoo' ? kazooTable(call) : format === 'twiml' ? twimlTable(call) : [];
	const wire = new Map(Object.entries<JsonValue>(call.session?.userVariables ?? {}));
	overlay(wire, sessionTable(call));
	overlay(wire, base);
	return [...wire];
}

/** Later tables win, but a name keeps the place it had; new names go behind, the last of the table first. */
function overlay(wire: Map<string, JsonValue>, table: Table): void {
	for (const [name, value] of table.toReversed()) if (value !== undefined) wire.set(name, value);
}

function kazooTable(call: CallState): Table {
	const { session } = call;
	return [
		['Account-ID', call.accountId],
		['Api-Version', '4.x'],
		['Call-ID', call.callId],
		['Call-Status', session?.callStatus],
		['Caller-ID-Name', callerName(call)],
		['Caller-ID-Number', callerNumber(call)],
		['Custom-Application-Vars', merged(call.applicationVars)],
		['Custom-SIP-Headers', merged(call.sipHeaders)],
		['Digits', digits(call)],
		['Direction', 'inbound'],
		['From', call.from],
		['From-Realm', call.fromRealm],
		['Language', call.language ?? DEFAULT_LANGUAGE],
		['Recording-Duration', session?.recordingDuration],
		['Recording-ID', session?.recordingId],
		['Recording-Url', session?.recordingUrl],
		['Request', requestUser(call.request)],
		['Request-Realm', call.requestRealm],
		['To', call.to],
		['To-Realm', call.toRealm],
		['Transcription-ID', session?.transcriptionId],
		['Transcription-Status', session?.transcriptionStatus],
		['Transcription-Text', session?.transcriptionText],
		['Transcription-Url', session?.transcriptionUrl],
		['User-ID', call.userIds.length > 1 ? [...call.userIds] : call.userIds[0]],
	];
}

function twimlTable(call: CallState): Table {
	const { session } = call;
	return [
		['CallSid', call.callId],
		['AccountSid', call.accountId],
		['From', call.from],
		['FromRealm', call.fromRealm],
		['To', call.to],
		['ToRealm', call.toRealm],
		['CallStatus', session?.callStatus],
		['ApiVersion', '2010-04-01'],
		['Direction', 'inbound'],
		['CallerName', callerName(call)],
		['CallerNumber', callerNumber(call)],
		['RecordingUrl', session?.recordingUrl],
		['RecordingDuration', session?.recordingDuration],
		['RecordingSid', session?.recordingId],
		['Digits', digits(call)],
		['TranscriptionSid', session?.transcriptionId],
		['TranscriptionText', session?.transcriptionText],
		['TranscriptionStatus', session?.transcriptionStatus],
		['TranscriptionUrl', session?.transcriptionUrl],
	];
}

function sessionTable({ session }: CallState): Table {
	return [
		['Digits', session?.digitsCollected],
		['RecordingUrl', session?.recordingUrl],
		['RecordingDuration', session?.recordingDuration],
		['DialCallStatus', session?.dialCallStatus],
		['DialCallSid', session?.dialCallId],
		['QueueSid', session?.queueId],
		['CallStatus', session?.callStatus],
	];
}

/** What the switch speaks when neither the call nor the account has a language. */
const DEFAULT_LANGUAGE = 'en-us';

/** Texts the switch takes for nothing. */
const EMPTY_TEXTS: readonly string[] = ['', '0', 'NULL', 'undefined'];

function callerName(call: CallState): string {
	return EMPTY_TEXTS.includes(call.callerIdName) ? 'unknown' : call.callerIdName;
}

function callerNumber(call: CallState): string {
	return EMPTY_TEXTS.includes(call.callerIdNumber) ? '0000000000' : call.callerIdNumber;
}

/** A key pressed at `<Record>` masks the collections (§5.4); these keep the order they were made in. */
function digits(call: CallState): JsonValue | undefined {
	return call.session?.digitPressed ?? (call.collections && { ...call.collections });
}

/**
 * The pivot application merges variables and headers into the call it was sent: that drops nulls and puts names, at
 * every depth, in descending order of their bytes (captures kazoo-get-cav-*). Lists stay as they are. Names that are
 * whole numbers cannot be ordered in a JavaScript object: they go first, ascending.
 */
function merged(values: JsonObject): JsonObject {
	const kept = Object.entries(values).filter(([, value]) => value !== null);
	const ordered = kept.toSorted(([a], [b]) => Buffer.compare(Buffer.from(b), Buffer.from(a)));
	return Object.fromEntries(ordered.map(([name, value]) => [name, isJsonObject(value) ? merged(value) : value]));
}
