import { randomUUID } from 'node:crypto';
import { moduleNamed } from '../../pivot/callflow/modules';
import type { ChainNode } from './chain';
import type { NewWorkflow } from './n8nApi';
import { TRIGGER } from './pivotWorkflow';

/** The name of the trigger in every drawn workflow. */
export const CALL_COMES_IN = 'A call comes in';

/** A node of a drawn workflow; without a place it stands below the node before it. */
export interface DrawnNode extends ChainNode {
	readonly at?: readonly [x: number, y: number];
}

/** From a node's output (the first unless told otherwise) to another node. */
export interface Wire {
	readonly from: string;
	readonly output?: number;
	readonly to: string;
}

/** `A → B → C`, or `Menu.1 → B`: the outputs are counted from 0. */
export function wires(...paths: readonly string[]): readonly Wire[] {
	return paths.flatMap((path) => {
		const stops = path.split('→').map((stop) => stop.trim());
		return stops.slice(1).map((to, position) => {
			const [, from = '', output = '0'] = /^(.*?)(?:\.(\d+))?$/.exec(stops[position] ?? '') ?? [];
			return { from, output: Number(output), to: to.replace(/\.\d+$/, '') };
		});
	});
}

/** A workflow with branches, begun by a Pivot Trigger. */
export function drawing(name: string, trigger: Record<string, unknown>, nodes: readonly DrawnNode[], drawn: readonly Wire[]): NewWorkflow {
	const start: DrawnNode = { name: CALL_COMES_IN, type: TRIGGER, typeVersion: 1.1, parameters: trigger, at: [-300, 0] };
	return {
		name,
		nodes: [start, ...nodes].map((node, position) => ({
			id: randomUUID(),
			name: node.name,
			type: node.type,
			typeVersion: node.typeVersion ?? 1,
			position: node.at ?? [position * 240, position * 120],
			parameters: node.parameters ?? {},
			...(position === 0 ? { webhookId: randomUUID() } : {}),
		})),
		connections: connectionsOf(drawn),
		settings: { executionOrder: 'v1' },
	};
}

function connectionsOf(drawn: readonly Wire[]): Record<string, { main: { node: string; type: 'main'; index: 0 }[][] }> {
	const connections: Record<string, { main: { node: string; type: 'main'; index: 0 }[][] }> = {};
	for (const { from, output = 0, to } of drawn) {
		const { main } = (connections[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	return connections;
}

/** A Pivot Callflow node. */
export function step(name: string, operation: string, parameters: Record<string, unknown> = {}, at?: readonly [number, number]): DrawnNode {
	const resource = moduleNamed(operation)?.group;
	return { name, type: 'n8n-nodes-kazoo-pivot.pivotCallflow', parameters: { resource, operation, ...parameters }, ...(at ? { at } : {}) };
}

/** The branches of a step, as its form holds them: `<digits>: 1`, or `timeout`. */
export function branches(...named: readonly string[]): { branch: { when: string; name?: string }[] } {
	return {
		branch: named.map((branch) => {
			const [when = '', name] = branch.split(': ');
			return { when, ...(name === undefined ? {} : { name }) };
		}),
	};
}
