import type { RunnableNode } from '../../pivot/callflow/callflow';
import type { JsonObject } from '../../pivot/json';
import type { LiveCall } from '../call/liveCall';
import type { Step } from '../executor/step';

/** One node about to run. */
export interface NodeRun {
	readonly call: LiveCall;
	readonly node: RunnableNode;
	/** `node.data`, for short. */
	readonly data: JsonObject;
}

/**
 * What a module does to the virtual call: answers, speaks, waits, changes, announces; and where the call goes next. It
 * may throw `CallerHungUp`, which every wait does when the caller leaves.
 */
export type Behaviour = (run: NodeRun) => Step | Promise<Step>;

/** Whether a node has a child of that name. */
export function hasChild(node: RunnableNode, name: string): boolean {
	return Object.hasOwn(node.children, name);
}
