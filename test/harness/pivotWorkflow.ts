import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/v4';
import type { N8nApi, NewWorkflow } from './n8nApi';
import { projectRoot } from './places';
import type { PivotServer } from './pivotServer';

const nodeSchema = z.looseObject({ name: z.string(), type: z.string(), parameters: z.record(z.string(), z.unknown()) });
const workflowSchema = z.object({
	name: z.string(),
	nodes: z.array(nodeSchema),
	connections: z.record(z.string(), z.unknown()),
	settings: z.record(z.string(), z.unknown()).default({}),
});

export const TRIGGER = 'n8n-nodes-kazoo-pivot.pivotTrigger';

/** A workflow of `workflows/`, as n8n's API takes it. */
export function exampleWorkflow(file: string): NewWorkflow {
	return workflowSchema.parse(JSON.parse(readFileSync(path.join(projectRoot, 'workflows', file), 'utf8')));
}

/** Every workflow of `workflows/`, by its name without `.json`. */
export function exampleNames(): readonly string[] {
	return readdirSync(path.join(projectRoot, 'workflows')).map((file) => path.basename(file, '.json')).sort();
}

/** The workflow with another address wherever this one stands, as a person puts in their own. */
export function withAddress(workflow: NewWorkflow, address: string, instead: string): NewWorkflow {
	const text = JSON.stringify(workflow);
	if (!text.includes(address)) throw new Error(`“${workflow.name}” does not name ${address}.`);
	return workflowSchema.parse(JSON.parse(text.replaceAll(address, instead)));
}

/** The credential with which n8n and a pivot server know each other. Gives its id. */
export function pairWith(n8n: N8nApi, server: PivotServer): Promise<string> {
	return n8n.createCredential('Pivot server', 'pivotServerApi', { serverUrl: server.address, token: server.token });
}

/** The workflow with the credential, and with these parameters, in its trigger. */
export function withTrigger(workflow: NewWorkflow, credentialId: string, parameters: Record<string, unknown> = {}): NewWorkflow {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node['type'] !== TRIGGER
				? node
				: {
						...node,
						parameters: { ...nodeSchema.parse(node).parameters, ...parameters },
						credentials: { pivotServerApi: { id: credentialId, name: 'Pivot server' } },
					},
		),
	};
}

/** The name of the flow a workflow's trigger answers. */
export function flowOf(workflow: NewWorkflow): string {
	const trigger = workflow.nodes.map((node) => nodeSchema.parse(node)).find(({ type }) => type === TRIGGER);
	return z.string().parse(trigger?.parameters['flow']);
}
