import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { PAIRING_HEADERS } from '../../pivot/pairing/headers';
import { answerAlone } from './alone';
import { answerPaired } from './paired';
import { answerSample } from './sample';
import { readSettings } from './settings';

/** A request to the webhook: a call, a probe of the pivot server, or somebody who wants to see a sample call in the editor. */
export async function takeRequest(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const signed = context.getHeaderData()[PAIRING_HEADERS.signature] !== undefined;
	if (context.getMode() === 'manual' && !signed && isEmpty(context)) return answerSample(context, settings);
	return settings.answering === 'alone' ? answerAlone(context, settings) : await answerPaired(context, settings);
}

/** A browser that opens the test URL: no switch sends a GET without a field. */
function isEmpty(context: IWebhookFunctions): boolean {
	return context.getRequestObject().method === 'GET' && Object.keys(context.getQueryData()).length === 0;
}
