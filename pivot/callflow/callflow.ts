import type { JsonObject } from '../json';

/** One node of a callflow: what a pivot answer is (reference "kazoo-pivot" §6.3). */
export interface CallflowNode {
	readonly module: string;
	readonly data?: JsonObject;
	readonly children?: Readonly<Record<string, CallflowNode>>;
}

/** A node with every default of the switch written in. */
export interface RunnableNode {
	readonly module: string;
	readonly data: JsonObject;
	readonly children: Readonly<Record<string, RunnableNode>>;
}
