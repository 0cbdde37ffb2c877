import { randomUUID } from 'crypto';
import { sleep, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';
import { EMPTY_DRAFT } from '../../pivot/callflow/draft';
import { judgeAnswer } from '../../pivot/judge/judgeAnswer';
import { FALLBACK_RESERVE_MS } from '../../pivot/pairing/messages';
import { handedOver } from './handedOver';
import { callItem } from './callItem';
import { guardResponse } from './responseGuard';
import type { TriggerSettings } from './settings';

/**
 * A call that comes straight from the switch. The guard goes up before anything else, so that whatever happens from here on,
 * the caller gets the workflow's callflow or the fallback, inside the budget.
 */
export function answerAlone(context: IWebhookFunctions, settings: TriggerSettings): IWebhookResponseData {
	const { fallback, switchVersion, deny } = settings;
	const waits = settings.budgetMs - FALLBACK_RESERVE_MS;
	const deadline = Date.now() + waits;
	const guard = guardResponse(context.getResponseObject(), fallback, (answer) => judgeAnswer(answer, { version: switchVersion, deny }).outcome === 'runs');
	void sleep(waits).then(() => {
		guard.sendFallback();
	});

	const item = callItem(handedOver(context), {
		v: 1,
		attempt: randomUUID(),
		flow: settings.flow,
		voiceUrl: context.getNodeWebhookUrl('default') ?? '',
		deadline,
		budgetMs: settings.budgetMs,
		fallback,
		switchVersion,
		deny,
		mode: 'alone',
		draft: EMPTY_DRAFT,
	});
	return { workflowData: [[{ json: item }]] };
}
