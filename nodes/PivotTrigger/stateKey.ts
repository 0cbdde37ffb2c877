import { randomBytes } from 'crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Token } from '../../pivot/pairing/signature';

interface Kept {
	/** Signs what a call carries from one pivot to the next. n8n offers a workflow no secret of its own. */
	stateKey?: string;
}

/** On publishing: a key of the workflow's own, made once. */
export function keepStateKey(context: IHookFunctions): void {
	const kept: Kept = context.getWorkflowStaticData('node');
	kept.stateKey ??= randomBytes(32).toString('hex');
}

/** The key, where n8n kept one: a test run may have none, and calls then carry nothing beside what the switch brings back. */
export function stateKey(context: IWebhookFunctions): Token | undefined {
	const kept: Kept = context.getWorkflowStaticData('node');
	return kept.stateKey === undefined ? undefined : { id: 'alone', key: kept.stateKey };
}
