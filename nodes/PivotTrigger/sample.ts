import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { EMPTY_DRAFT } from '../../pivot/callflow/draft';
import { isJsonObject } from '../../pivot/json';
import { fromFields } from '../../pivot/request/fromFields';
import { SAMPLE_FIELDS } from '../../pivot/request/sampleCall';
import { readJsonParameter } from '../parameters/readJsonParameter';
import { callItem } from './callItem';
import type { TriggerSettings } from './settings';

/** Nobody waits for the answer of a sample call. */
const NO_DEADLINE = Number.MAX_SAFE_INTEGER;

/**
 * A call without a switch: the test URL, opened in a browser while the editor listens. The browser shows the callflow that Pivot
 * Respond answers.
 */
export function answerSample(context: IWebhookFunctions, settings: TriggerSettings): IWebhookResponseData {
	const given = readJsonParameter(settings.sampleCall ?? '{}');
	const fields = given.ok && isJsonObject(given.value) ? { ...SAMPLE_FIELDS, ...given.value } : SAMPLE_FIELDS;
	const item = callItem(fromFields(fields), {
		v: 1,
		attempt: 'sample',
		flow: settings.flow,
		voiceUrl: context.getNodeWebhookUrl('default') ?? '',
		deadline: NO_DEADLINE,
		budgetMs: settings.budgetMs,
		fallback: settings.fallback,
		switchVersion: settings.switchVersion,
		deny: settings.deny,
		mode: 'sample',
		debug: settings.debug,
		draft: EMPTY_DRAFT,
	});
	return { workflowData: [[{ json: item }]] };
}
