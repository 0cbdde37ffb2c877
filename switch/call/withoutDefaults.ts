import type { CallflowNode, RunnableNode } from '../../pivot/callflow/callflow';

/** A callflow written into the database past the API: nothing is filled in, the code's own defaults hold. */
export function withoutDefaults(node: CallflowNode): RunnableNode {
	const children = Object.entries(node.children ?? {}).map(([name, child]) => [name, withoutDefaults(child)] as const);
	return { module: node.module, data: node.data ?? {}, children: Object.fromEntries(children) };
}
