import { randomUUID } from 'node:crypto';
import * as z from 'zod/v4';
import type { N8n } from './n8n';
import { requestJson } from './n8nApi';

/** Credentials of a node: the ids n8n gave them, by type. */
export type NodeCredentials = Readonly<Record<string, string>>;

const itemsSchema = z.array(z.record(z.string(), z.json()));
export type Items = z.infer<typeof itemsSchema>;

/** A node as n8n stores it. */
export function storedNode(type: string, parameters: Record<string, unknown>, credentials: NodeCredentials, name = 'The node') {
	return {
		id: randomUUID(),
		name,
		type: `n8n-nodes-kazoo-pivot.${type}`,
		typeVersion: 1,
		position: [240, 0],
		parameters,
		credentials: Object.fromEntries(Object.entries(credentials).map(([kind, id]) => [kind, { id, name: kind }])),
	};
}

/**
 * Runs one node of the package in a published workflow, once.
 *
 * @param onError what the node does with an error; by default it stands in the items as `error`
 * @returns the items it gave
 */
export async function runNode(n8n: N8n, type: string, parameters: Record<string, unknown>, credentials: NodeCredentials, onError = 'continueRegularOutput'): Promise<Items> {
	const webhookId = randomUUID();
	const path = `run-${webhookId}`;
	const webhook = {
		id: randomUUID(), name: 'Run', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0], webhookId,
		parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', responseData: 'allEntries', options: {} },
	};
	const node = { ...storedNode(type, parameters, credentials), onError, alwaysOutputData: false };
	const id = await n8n.createWorkflow({ name: type, nodes: [webhook, node], connections: { Run: { main: [[{ node: node.name, type: 'main', index: 0 }]] } }, settings: { executionOrder: 'v1' } });
	await n8n.activate(id);
	await n8n.waitForWebhook(path);
	try {
		return itemsSchema.parse(await requestJson('POST', n8n.webhookUrl(path), {}, {}));
	} finally {
		await n8n.deactivate(id);
	}
}
