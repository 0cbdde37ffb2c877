import type { RunnableNode } from '../pivot/callflow/callflow';
import type { Problem } from '../pivot/callflow/problem';
import type { JudgementCode, Outcome, UndeliveredAnswer } from '../pivot/judge/judgement';
import type { JsonObject } from '../pivot/json';

/** One thing that happened in a call. */
export type CallEvent = EventPlace & EventDetail;

export interface EventPlace {
	/** ms since the switch took the call. */
	readonly atMs: number;
	/** How many callflows are waiting for this one to end: 0 in the callflow of the number. */
	readonly depth: number;
}

export type EventDetail =
	| PivotAsked
	| PivotAnswered
	| NodeStarted
	| Heard
	| { readonly type: 'answered' }
	/** The caller pressed keys; `heardBy` says what became of them. */
	| { readonly type: 'pressed'; readonly keys: string; readonly heardBy: string }
	| { readonly type: 'waited'; readonly ms: number; readonly why: string }
	/** Something of the call is different now: a variable, a collection, the caller id. */
	| { readonly type: 'changed'; readonly what: string }
	/** The switch tells the outside world. Webhooks and notifications are recorded here, not sent. */
	| Announced
	| { readonly type: 'went on'; readonly child: string; readonly because: string }
	/** Over to another callflow. */
	| { readonly type: 'branched'; readonly because: string }
	| { readonly type: 'remark'; readonly text: string }
	| { readonly type: 'ended'; readonly by: 'switch' | 'caller'; readonly because: string };

/** The switch asked a pivot. */
export interface PivotAsked {
	readonly type: 'pivot asked';
	/** 1 for the first pivot of the call. */
	readonly pivot: number;
	readonly method: 'get' | 'post';
	readonly url: string;
	readonly timeoutMs: number;
}

/** How that pivot was answered, and what the switch does with it. */
export interface PivotAnswered {
	readonly type: 'pivot answered';
	readonly pivot: number;
	/** Real time of the exchange in ms. */
	readonly ms: number;
	readonly status?: number;
	readonly failure?: UndeliveredAnswer['failure'];
	/** Every request as sent, redirects and repeats included; bytes that are not UTF-8 are replaced. */
	readonly sent: readonly string[];
	readonly connections: number;
	/** Body of the answer, at most its first 64 KiB. */
	readonly body?: string;
	readonly outcome: Outcome;
	readonly code: JudgementCode;
	readonly reason: string;
	readonly source: string;
	readonly problems: readonly Problem[];
	readonly warnings: readonly Problem[];
	/** The callflow the switch runs, defaults written in. */
	readonly flow?: RunnableNode;
}

/** The executor reached a node. */
export interface NodeStarted {
	readonly type: 'node';
	readonly module: string;
	/** Child keys from the root of the callflow it belongs to. */
	readonly path: readonly string[];
	readonly data: JsonObject;
}

/** The caller heard something. */
export interface Heard {
	readonly type: 'heard';
	readonly what: 'speech' | 'media' | 'tone' | 'prompt' | 'ringing' | 'conversation' | 'music' | 'silence';
	/** The text spoken, the media played, or a word for it. */
	readonly text: string;
	readonly ms: number;
	/** The key that cut it short. */
	readonly cutBy?: string;
}

export interface Announced {
	readonly type: 'announced';
	readonly kind: 'webhook' | 'notification' | 'missed_call' | 'voicemail_new' | 'recording' | 'fax' | 'transfer' | 'event';
	readonly what: string;
	readonly detail: JsonObject;
}
