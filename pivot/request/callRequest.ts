import type { JsonObject, JsonValue } from '../json';

/**
 * What a switch asks, normalised: the same shape whether it came as GET query, POST form or POST JSON, with
 * `kazoo` or `twiml` names (reference "kazoo-pivot" §5).
 */
export interface CallRequest {
	/** Which parameter names the request used; `none` when it carried no parameters the switch sends. */
	readonly format: 'kazoo' | 'twiml' | 'none';
	readonly call: Call;
	/** Custom application vars, as nested as they were sent. Values of form requests are text. */
	readonly variables: JsonObject;
	/** Digits by collection name. A TwiML session's single text stands under `default`. */
	readonly digits: Readonly<Record<string, string>>;
	readonly sipHeaders: JsonObject;
	readonly recording?: Recording;
	readonly transcription?: Transcription;
	/** Result of a TwiML `<Dial>`. */
	readonly dial?: Dial;
	/** Every field that is not named above, as received: the query of the `voice_url`, user variables, unknown names. */
	readonly extra: JsonObject;
	/** All fields as received, nested. Nothing is lost. */
	readonly raw: JsonObject;
	/** Sentences about what was odd: an empty request, a field of an unexpected shape. */
	readonly remarks: readonly string[];
}

export interface Call {
	readonly id: string;
	readonly accountId: string;
	readonly from: string;
	readonly fromRealm: string;
	readonly to: string;
	readonly toRealm: string;
	readonly request: string;
	readonly requestRealm: string;
	readonly callerIdName: string;
	readonly callerIdNumber: string;
	readonly direction: string;
	readonly apiVersion: string;
	/** Only inside a TwiML session, after a `<Dial>`. */
	readonly status?: string;
	readonly language?: string;
	/** Owners of the calling device: none for outside callers, one or several for inside ones. */
	readonly userIds: readonly string[];
}

export interface Recording {
	readonly id?: string;
	readonly url?: string;
	readonly durationSeconds?: number;
}

export interface Transcription {
	readonly id?: string;
	readonly status?: string;
	readonly text?: string;
	readonly url?: string;
}

export interface Dial {
	readonly status?: string;
	readonly callId?: string;
	readonly queueId?: string;
}

/** An HTTP request as it stood on the wire. */
export interface WireRequest {
	readonly method: string;
	/** Request target as sent: path and query, undecoded. Latin-1 text of the raw bytes is understood as UTF-8. */
	readonly target: string;
	/** Value of the Content-Type header, if any. */
	readonly contentType?: string | undefined;
	readonly body?: Uint8Array | string | undefined;
}

/** The same request as n8n hands it over: query nested, form body flat (n8n reference, "Request data"). */
export interface ParsedRequest {
	readonly query?: Readonly<Record<string, JsonValue>> | undefined;
	readonly body?: Readonly<Record<string, JsonValue>> | undefined;
}
