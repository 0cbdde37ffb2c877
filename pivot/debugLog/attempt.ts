import type { Judgement } from '../judge/judgement';
import type { JsonObject, JsonValue } from '../json';
import type { CallRequest } from '../request/callRequest';

/** One call of the debug log's list (reference "kazoo-pivot" §10.2). Only the call id is certain. */
export interface DebugRow {
	readonly callId: string;
	/** `YYYYMM-<call id>`, one for each month the call was found in; empty where the switch sent none. */
	readonly debugIds: readonly string[];
	/** When the first of its documents was stored, Unix ms, to the second. */
	readonly at?: number;
	/** URL of the request; for GET with all parameters. */
	readonly uri?: string;
	/** Status of the answer, or `PivotFlowDoc` where the callflow came from the switch itself. */
	readonly status?: number | string;
	/** The switch's node that stored it. */
	readonly node?: string;
	readonly iteration: number;
	/** What the list says. `false` proves nothing: it may have come from another document of the call. */
	readonly saysSchemaErrors: boolean;
	readonly saysJsonErrors: boolean;
	/** The rows as received. */
	readonly raw: readonly JsonValue[];
}

/** What could be read from an answer to the list. */
export interface DebugList {
	/** One for each call, newest first; those without a time last. */
	readonly rows: readonly DebugRow[];
	/** Sentences about what was odd. */
	readonly remarks: readonly string[];
	/** Entries of no known shape, as received. */
	readonly unread: readonly JsonValue[];
}

/** One request of a pivot and what became of it, put together from the documents of the debug log. */
export interface DebugAttempt {
	readonly callId: string;
	readonly debugId?: string;
	/**
	 * `pivot`: the switch asked for a callflow. `call record`: it told a `cdr_url` about the end of the call and ignored the
	 * answer (reference "kazoo-pivot" §9).
	 */
	readonly kind: 'pivot' | 'call record';
	/** 1 for every JSON pivot; counts up inside a TwiML session. */
	readonly iteration: number;
	/** Unix ms, to the second. */
	readonly at?: number;
	/** The switch's node that stored it. */
	readonly node?: string;
	readonly request?: DebugRequest;
	readonly answer?: DebugAnswer;
	readonly errors: DebugErrors;
	/** What the switch did with the answer; absent where the log does not hold enough to say. */
	readonly judgement?: Judgement;
	/**
	 * True when the documents show that the switch did not run what was answered, or got no answer. A call that is being asked
	 * right now looks the same: leave it a few seconds.
	 */
	readonly failed: boolean;
	/** One sentence: how it ended, in words for the person who reads the log. */
	readonly summary: string;
	readonly timing: DebugTiming;
	readonly remarks: readonly string[];
	/** Its documents as received, in the order they were stored. */
	readonly documents: readonly JsonObject[];
}

export interface DebugRequest {
	/** In upper case; empty where the log does not say. */
	readonly method: string;
	readonly uri: string;
	/** Names and values in lower case, as the switch stores them. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** The same, read as a switch's request. */
	readonly call: CallRequest;
}

export interface DebugAnswer {
	/** Absent where the log lost it, or where the callflow came from the switch itself. */
	readonly status?: number;
	/** True for KAZOO 5's callflows that no server answered (`PivotFlowDoc`). */
	readonly isServerless: boolean;
	/** Names and values in lower case, as the switch stores them. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

export interface DebugErrors {
	/** Where the switch's JSON reader stopped, and the text on both sides of the place. */
	readonly json?: { readonly message: string; readonly before: string; readonly after: string };
	/** What the switch's own schema check said, as received. */
	readonly schema?: JsonValue;
}

/** The log's times are whole seconds and it holds no duration: what can be known is a range. */
export interface DebugTiming {
	/** When the request was stored, Unix ms. */
	readonly requestedAt?: number;
	/** When the answer was stored, Unix ms. */
	readonly answeredAt?: number;
	/** How long the answer took: the difference, give or take the rounding. */
	readonly took?: { readonly atLeastMs: number; readonly atMostMs: number };
}

/** What could be read from an answer to the detail. */
export interface DebugDetail {
	/** By time, then by iteration. */
	readonly attempts: readonly DebugAttempt[];
	readonly remarks: readonly string[];
	/** Documents of no known shape, as received: shown, never hidden. */
	readonly unread: readonly JsonValue[];
}
