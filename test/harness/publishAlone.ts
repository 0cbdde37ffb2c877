import type { N8n } from './n8n';
import type { NewWorkflow } from './n8nApi';

/** What a trigger that answers alone is told in tests: the switch of the tests lives on the same machine. */
export function answeringAlone(flow: string, budgetMs = 4_000): Record<string, unknown> {
	return { answering: 'alone', flow, budgetMs, options: { refusedUrls: 'none' } };
}

/** Publishes a workflow whose trigger answers alone; resolves with its voice URL when calls are answered there. */
export async function publishAlone(n8n: N8n, workflow: NewWorkflow): Promise<{ readonly id: string; readonly voiceUrl: string }> {
	const id = await n8n.createWorkflow(workflow);
	await n8n.activate(id);
	const webhook = webhookOf(workflow);
	await n8n.waitForWebhook(webhook);
	await n8n.waitForWebhook(webhook, 'GET');
	return { id, voiceUrl: n8n.webhookUrl(webhook) };
}

/** The path of the trigger's webhook. */
export function webhookOf(workflow: NewWorkflow): string {
	return `${String(workflow.nodes[0]?.['webhookId'])}/pivot`;
}
