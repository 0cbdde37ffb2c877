import type { N8n } from './n8n';
import type { Session } from './owner';
import { waitUntil } from './waitUntil';

/**
 * Presses “Execute workflow” beside a manual trigger and waits until the run has ended well.
 *
 * @param trigger the trigger's name
 */
export async function pressExecute(n8n: N8n, editor: Session, workflowId: string, trigger: string): Promise<void> {
	await editor('POST', `/rest/workflows/${workflowId}/run`, { workflowId, startNodes: [], triggerToStartFrom: { name: trigger } });
	await waitUntil(
		async () => {
			const [run] = (await n8n.executions({ workflowId })).filter(({ mode }) => mode === 'manual');
			if (run?.status === 'error') throw new Error(`The run of workflow ${workflowId} from “${trigger}” failed.`);
			return run?.status === 'success' ? true : undefined;
		},
		{ withinMs: 20_000, what: `the run from “${trigger}” to end` },
	);
}
