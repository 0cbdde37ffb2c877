/** What a field says, whichever name it came under. */
export type FieldMeaning =
	| 'id' | 'accountId' | 'from' | 'fromRealm' | 'to' | 'toRealm' | 'request' | 'requestRealm'
	| 'callerIdName' | 'callerIdNumber' | 'direction' | 'apiVersion' | 'status' | 'language' | 'userIds'
	| 'variables' | 'sipHeaders' | 'digits'
	| 'recordingId' | 'recordingUrl' | 'recordingDuration'
	| 'transcriptionId' | 'transcriptionStatus' | 'transcriptionText' | 'transcriptionUrl'
	| 'dialStatus' | 'dialCallId' | 'queueId';

type NameTable = Readonly<Partial<Record<FieldMeaning, string>>>;

/** Names of `req_format: kazoo` (reference "kazoo-pivot" §5.1). */
export const KAZOO_NAMES = {
	id: 'Call-ID', accountId: 'Account-ID',
	from: 'From', fromRealm: 'From-Realm', to: 'To', toRealm: 'To-Realm',
	request: 'Request', requestRealm: 'Request-Realm',
	callerIdName: 'Caller-ID-Name', callerIdNumber: 'Caller-ID-Number',
	direction: 'Direction', apiVersion: 'Api-Version', status: 'Call-Status', language: 'Language', userIds: 'User-ID',
	variables: 'Custom-Application-Vars', sipHeaders: 'Custom-SIP-Headers', digits: 'Digits',
	recordingId: 'Recording-ID', recordingUrl: 'Recording-Url', recordingDuration: 'Recording-Duration',
	transcriptionId: 'Transcription-ID', transcriptionStatus: 'Transcription-Status',
	transcriptionText: 'Transcription-Text', transcriptionUrl: 'Transcription-Url',
} as const satisfies NameTable;

/**
 * Names of `req_format: twiml` (reference "kazoo-pivot" §5.2), and of what a TwiML session lays over either format
 * (§5.3).
 */
export const TWIML_NAMES = {
	id: 'CallSid', accountId: 'AccountSid',
	from: 'From', fromRealm: 'FromRealm', to: 'To', toRealm: 'ToRealm',
	callerIdName: 'CallerName', callerIdNumber: 'CallerNumber',
	direction: 'Direction', apiVersion: 'ApiVersion', status: 'CallStatus', digits: 'Digits',
	recordingId: 'RecordingSid', recordingUrl: 'RecordingUrl', recordingDuration: 'RecordingDuration',
	transcriptionId: 'TranscriptionSid', transcriptionStatus: 'TranscriptionStatus',
	transcriptionText: 'TranscriptionText', transcriptionUrl: 'TranscriptionUrl',
	dialStatus: 'DialCallStatus', dialCallId: 'DialCallSid', queueId: 'QueueSid',
} as const satisfies NameTable;

/** The names a meaning may come under, the format's own first. */
export function namesOf(meaning: FieldMeaning): readonly string[] {
	const kazoo: NameTable = KAZOO_NAMES;
	const twiml: NameTable = TWIML_NAMES;
	return [kazoo[meaning], twiml[meaning]].filter((name) => name !== undefined);
}

/** Every name a switch sends. */
export const KNOWN_NAMES: ReadonlySet<string> = new Set([...Object.values(KAZOO_NAMES), ...Object.values(TWIML_NAMES)]);
