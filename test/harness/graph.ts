import { randomUUID } from 'node:crypto';
import type { ChainNode } from './chain';
import type { NewWorkflow } from './n8nApi';
import { TRIGGER } from './pivotWorkflow';

/** A wire: from a node, or from one of its outputs as `[name, output]`, to a node. */
export type Wire = readonly [from: string | readonly [string, number], to: string];

export const CALL_COMES_IN = 'A call comes in';

/** A workflow of any shape, begun by a Pivot Trigger called {@link CALL_COMES_IN}. */
export function graph(name: string, trigger: Record<string, unknown>, nodes: readonly ChainNode[], wires: readonly Wire[]): NewWorkflow {
	const all: readonly ChainNode[] = [{ name: CALL_COMES_IN, type: TRIGGER, typeVersion: 1.1, parameters: trigger }, ...nodes];
	const connections: Record<string, { main: { node: string; type: 'main'; index: 0 }[][] }> = {};
	for (const [from, to] of wires) {
		const [node, output] = typeof from === 'string' ? [from, 0] : from;
		const { main } = (connections[node] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	return {
		name,
		nodes: all.map((node, index) => ({
			id: randomUUID(),
			name: node.name,
			type: node.type,
			typeVersion: node.typeVersion ?? 1,
			position: [index * 240, (index % 3) * 200],
			parameters: node.parameters ?? {},
			...(index === 0 ? { webhookId: randomUUID() } : {}),
		})),
		connections,
		settings: { executionOrder: 'v1' },
	};
}
