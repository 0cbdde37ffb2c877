import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { EMPTY_DRAFT } from '../../pivot/callflow/draft';
import { isJsonObject } from '../../pivot/json';
import { callMessageSchema, FALLBACK_RESERVE_MS, type CallMessage } from '../../pivot/pairing/messages';
import { answerKey } from '../../pivot/pairing/signature';
import type { CallRequest } from '../../pivot/request/callRequest';
import { fromFields } from '../../pivot/request/fromFields';
import { answerHeaders } from '../pivotServer/answerHeaders';
import { PIVOT_SERVER_CREDENTIAL } from '../pivotServer/pivotServer';
import { callItem } from './callItem';
import type { TriggerSettings } from './settings';
import { verifyRequest } from './verifyRequest';

/**
 * A request in the name of the pivot server: verified first, over the bytes as they came. A probe is answered without an
 * execution; a call starts one, and Pivot Respond answers it.
 */
export async function answerPaired(context: IWebhookFunctions, settings: TriggerSettings): Promise<IWebhookResponseData> {
	const arrived = Date.now();
	const verified = await verifyRequest(context, await context.getCredentials(PIVOT_SERVER_CREDENTIAL), arrived);
	if (!verified.ok) return refuse(context, verified.status, verified.code, verified.message);
	if (verified.kind === 'probe') return answerProbe(context, verified.attempt, verified.tokenKey, arrived);

	const message = callMessageSchema.safeParse(context.getBodyData());
	if (!message.success || !isJsonObject(message.data.fields) || message.data.attempt !== verified.attempt) {
		return refuse(context, 400, 'message.unreadable', 'The pivot server sent a call this version of the Pivot Trigger cannot read: bring both to the same version.');
	}
	const { attempt, flow, voiceUrl, switchVersion, deny } = message.data;
	const item = callItem(toldBy(message.data), {
		v: 1,
		attempt,
		flow,
		voiceUrl,
		deadline: arrived + (verified.budgetMs ?? settings.budgetMs - FALLBACK_RESERVE_MS),
		budgetMs: settings.budgetMs,
		fallback: settings.fallback,
		switchVersion,
		deny: deny ?? settings.deny,
		mode: 'paired',
		debug: settings.debug,
		answerKey: answerKey(verified.tokenKey, attempt),
		draft: EMPTY_DRAFT,
	});
	return { workflowData: [[{ json: item }]] };
}

/** The call as the server tells it: with the variables it carried beside the switch. */
function toldBy({ fields, variables, remarks = [] }: CallMessage): CallRequest {
	const request = fromFields(fields);
	return { ...request, variables: variables ?? request.variables, remarks: [...new Set([...request.remarks, ...remarks])] };
}

function answerProbe(context: IWebhookFunctions, probe: string, tokenKey: string, now: number): IWebhookResponseData {
	const body = JSON.stringify({ probe, workflowId: context.getWorkflow().id ?? '' });
	const headers = answerHeaders({ attempt: probe, answerKey: answerKey(tokenKey, probe) }, body, now);
	context.getResponseObject().status(200).set(headers).send(body);
	return { noWebhookResponse: true };
}

function refuse(context: IWebhookFunctions, status: number, code: string, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ error: { code, message } });
	return { noWebhookResponse: true };
}
