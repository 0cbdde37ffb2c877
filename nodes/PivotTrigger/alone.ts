import { randomUUID } from 'crypto';
import { sleep, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import { EMPTY_DRAFT } from '../../pivot/callflow/draft';
import { judgeAnswer } from '../../pivot/judge/judgeAnswer';
import type { DeliveredAnswer } from '../../pivot/judge/judgement';
import { FALLBACK_RESERVE_MS } from '../../pivot/pairing/messages';
import { receiveAlone, sendAlone, type Leaving } from './aloneState';
import { handedOver } from './handedOver';
import { callItem } from './callItem';
import { guardResponse } from './responseGuard';
import type { TriggerSettings } from './settings';
import { stateKey } from './stateKey';

/**
 * A call that comes straight from the switch. The guard goes up before anything else, so that whatever happens from here on,
 * the caller gets the workflow's callflow or the fallback, inside the budget.
 */
export function answerAlone(context: IWebhookFunctions, settings: TriggerSettings): IWebhookResponseData {
	const { fallback, switchVersion, deny, dialect } = settings;
	const waits = settings.budgetMs - FALLBACK_RESERVE_MS;
	const arrived = Date.now();
	const voiceUrl = context.getNodeWebhookUrl('default') ?? '';
	let amend = (body: Buffer) => body;

	const runs = (answer: DeliveredAnswer) => judgeAnswer(answer, { version: switchVersion, deny }).outcome === 'runs';
	const guard = guardResponse(context.getResponseObject(), fallback, runs, (body) => amend(body));
	void sleep(waits).then(() => {
		guard.sendFallback();
	});

	const key = stateKey(context);
	const call = receiveAlone(handedOver(context), key, arrived);
	const leaving: Leaving = { voiceUrl, key, dialect, switchVersion, runs: (callflow) => runs(asAnswer(callflow)) };
	amend = (body) => sendAlone(body, call, leaving, Date.now());
	const item = callItem(call.request, {
		v: 1,
		attempt: randomUUID(),
		flow: settings.flow,
		voiceUrl,
		deadline: arrived + waits,
		budgetMs: settings.budgetMs,
		fallback,
		switchVersion,
		deny,
		mode: 'alone',
		debug: settings.debug,
		draft: EMPTY_DRAFT,
	});
	return { workflowData: [[{ json: item }]] };
}

function asAnswer(callflow: CallflowNode): DeliveredAnswer {
	return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(callflow)) };
}
