import type { JsonObject } from '../pivot/json';

/** The call as the virtual switch keeps it, from ringing to hang-up. */
export interface CallState {
	readonly callId: string;
	/** 32 hex digits. */
	readonly accountId: string;
	readonly from: string;
	readonly fromRealm: string;
	readonly to: string;
	readonly toRealm: string;
	readonly request: string;
	readonly requestRealm: string;
	readonly callerIdName: string;
	readonly callerIdNumber: string;
	readonly language?: string;
	/** Owners of the calling device. */
	readonly userIds: readonly string[];
	/** What a pivot request sends as `Custom-Application-Vars`. */
	readonly applicationVars: JsonObject;
	readonly sipHeaders: JsonObject;
	/** Digit collections; undefined until the first key or `collect_dtmf`. */
	readonly collections?: Readonly<Record<string, string>>;
	/** Values only a TwiML session sets (reference "kazoo-pivot" §5.2 to §5.4). */
	readonly session?: SessionValues;
}

export interface SessionValues {
	readonly callStatus?: string;
	readonly digitPressed?: string;
	readonly recordingUrl?: string;
	readonly recordingDuration?: number;
	readonly recordingId?: string;
	readonly transcriptionId?: string;
	readonly transcriptionStatus?: string;
	readonly transcriptionText?: string;
	readonly transcriptionUrl?: string;
	/** Keys of a `<Gather>`, or pressed during `<Say>` and `<Play>`; erased after each request. */
	readonly digitsCollected?: string;
	readonly dialCallStatus?: string;
	readonly dialCallId?: string;
	readonly queueId?: string;
	/** Variables made with `<Set>`. */
	readonly userVariables?: Readonly<Record<string, string>>;
}
