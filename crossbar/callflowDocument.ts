import type { JsonObject } from '../pivot/json';

/** A row of the callflow list. */
export interface CallflowRow {
	readonly id: string;
	/** Empty where it has none. */
	readonly name: string;
	readonly numbers: readonly string[];
	readonly patterns: readonly string[];
	/** Modules it uses, where the switch says; not every version does. */
	readonly modules?: readonly string[];
}

/** A callflow found by a number, and how the switch would have found it. */
export interface CallflowMatch {
	readonly row: CallflowRow;
	readonly by: 'number' | 'e164' | 'pattern';
	/** The number or pattern of the callflow that matched. */
	readonly matched: string;
}

/** A pivot in a stored callflow. */
export interface StoredPivot {
	/** Dotted, from the document: `flow`, `flow.children._`, `flow.children.2.children._`. */
	readonly path: string;
	readonly data: JsonObject;
	/** False: where the pivot fails, the caller is hung up on. */
	readonly hasFailback: boolean;
}

/** What a change to a stored callflow would do; nothing is written yet. */
export interface CallflowChange {
	readonly before: JsonObject;
	readonly after: JsonObject;
	/** One line for each thing that changes, to be read by people. Empty: nothing would change. */
	readonly difference: readonly string[];
	/** Sentences about what the caller might suffer. */
	readonly warnings: readonly string[];
	readonly changed: boolean;
}

/** The pivot a number gets. */
export interface PivotConnection {
	/** Where the switch asks. */
	readonly voiceUrl: string;
	/** How long the switch waits, ms; at most 5000, which is also the default. */
	readonly reqTimeoutMs?: number;
	/** Whether the switch keeps requests and answers. Default false. */
	readonly debug?: boolean;
	/** Default `kazoo`; see the dialect. */
	readonly reqFormat?: string;
	/** How long the flow behind `voiceUrl` may take, ms, where it is known. */
	readonly budgetMs?: number;
}
