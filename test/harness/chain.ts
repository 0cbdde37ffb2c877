import { randomUUID } from 'node:crypto';
import type { NewWorkflow } from './n8nApi';
import { TRIGGER } from './pivotWorkflow';

/** One node of a workflow drawn in a straight line. */
export interface ChainNode {
	name: string;
	type: string;
	typeVersion?: number;
	parameters?: Record<string, unknown>;
}

/** A workflow in a straight line, begun by a Pivot Trigger. */
export function chain(name: string, trigger: Record<string, unknown>, ...nodes: readonly ChainNode[]): NewWorkflow {
	const all: readonly ChainNode[] = [{ name: 'A call comes in', type: TRIGGER, typeVersion: 1.1, parameters: trigger }, ...nodes];
	return {
		name,
		nodes: all.map((node, index) => ({
			id: randomUUID(),
			name: node.name,
			type: node.type,
			typeVersion: node.typeVersion ?? 1,
			position: [index * 240, 0],
			parameters: node.parameters ?? {},
			...(index === 0 ? { webhookId: randomUUID() } : {}),
		})),
		connections: Object.fromEntries(
			all.slice(0, -1).map((node, index) => [node.name, { main: [[{ node: all[index + 1]?.name, type: 'main', index: 0 }]] }]),
		),
		settings: { executionOrder: 'v1' },
	};
}

/** A Pivot Callflow node that speaks. */
export function say(text: string): ChainNode {
	return {
		name: `Say ${text}`,
		type: 'n8n-nodes-kazoo-pivot.pivotCallflow',
		parameters: { resource: 'Talk', operation: 'tts', text },
	};
}

/** Pivot Respond with what was drawn. */
export const respond: ChainNode = { name: 'Answer the call', type: 'n8n-nodes-kazoo-pivot.pivotRespond' };

/** Pivot Respond with a callflow written as JSON. */
export function respondWith(callflow: unknown): ChainNode {
	return { ...respond, parameters: { answerWith: 'json', callflow: JSON.stringify(callflow) } };
}

/** n8n's own Wait node. */
export function wait(seconds: number): ChainNode {
	return { name: 'Wait', type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: seconds, unit: 'seconds' } };
}

export const doNothing: ChainNode = { name: 'Do nothing', type: 'n8n-nodes-base.noOp' };

export const throwError: ChainNode = { name: 'Throw', type: 'n8n-nodes-base.stopAndError', parameters: { errorMessage: 'the CRM is down' } };
