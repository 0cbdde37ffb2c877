import type { CallflowNode, RunnableNode } from '../callflow/callflow';
import type { DenyList } from '../callflow/denyList';
import type { Problem } from '../callflow/problem';
import type { SwitchVersion } from '../switchVersion';

/** How the HTTP exchange of a pivot ended, as the switch's HTTP client sees it. */
export type HttpAnswer = DeliveredAnswer | UndeliveredAnswer;

/** A complete response. */
export interface DeliveredAnswer {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: Uint8Array;
}

/** No complete response came. */
export interface UndeliveredAnswer {
	readonly failure: 'refused' | 'dns' | 'tls' | 'timeout' | 'closed' | 'invalid-url';
}

/** What the switch does with the answer. */
export type Outcome =
	/** runs the callflow */
	| 'runs'
	/** runs the pivot's own `_` child at once, or hangs up where it has none */
	| 'failback'
	/** the same after 10 s of silence */
	| 'failback late'
	| 'hangup'
	/** the call stays up, and nobody speaks */
	| 'silence'
	/** not known for this version: counts as unsafe */
	| 'unknown';

export interface JudgeSettings {
	/** `any` is judged by the worst of the three. */
	readonly version: SwitchVersion | 'any';
	readonly deny: DenyList;
	/** The pivot node had a `cdr_url` (reference "kazoo-pivot" §3). Default false. */
	readonly cdrUrl?: boolean;
	/**
	 * What becomes of a callflow that breaks the schema: `as-built`, the switch as measured (silence), or
	 * `documented` (the errors are stored and the call is hung up). Default `as-built`.
	 */
	readonly schemaErrors?: 'as-built' | 'documented';
}

export interface Judgement {
	readonly outcome: Outcome;
	/** Stable code with a page of its own, such as `answer.empty`. */
	readonly code: JudgementCode;
	/** One sentence: why. */
	readonly reason: string;
	/** Which section of the reference or which capture says so. */
	readonly source: string;
	/** The callflow the switch runs, defaults written in; only with `runs`. */
	readonly flow?: RunnableNode;
	/** The callflow as answered, where the body held one. */
	readonly answered?: CallflowNode;
	/** Errors of the callflow, where it was read. */
	readonly problems: readonly Problem[];
	readonly warnings: readonly Problem[];
}

export const JUDGEMENT_CODES = [
	'answer.runs', 'answer.empty', 'answer.not-utf8', 'answer.invalid-json', 'answer.trailing-data',
	'answer.unreadable-json', 'answer.callflow-refused', 'answer.status', 'answer.redirect', 'answer.retry-after',
	'answer.odd-status', 'answer.not-json-nor-xml', 'answer.xml', 'answer.twiml-not-judged', 'answer.refused',
	'answer.dns', 'answer.tls', 'answer.timeout', 'answer.closed', 'answer.invalid-url',
] as const;

export type JudgementCode = (typeof JUDGEMENT_CODES)[number];
