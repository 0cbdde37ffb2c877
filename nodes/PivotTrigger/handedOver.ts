import type { IWebhookFunctions } from 'n8n-workflow';
import { isJsonObject } from '../../pivot/json';
import type { CallRequest } from '../../pivot/request/callRequest';
import { parseHandedOver } from '../../pivot/request/parseHandedOver';
import { readJsonParameter } from '../parameters/readJsonParameter';

/** The call request as n8n read it from the switch's GET or POST. */
export function handedOver(context: IWebhookFunctions): CallRequest {
	return parseHandedOver({ query: jsonObject(context.getQueryData()), body: jsonObject(context.getBodyData()) });
}

function jsonObject(value: unknown) {
	const json = readJsonParameter(value);
	return json.ok && isJsonObject(json.value) ? json.value : undefined;
}
