import { NodeOperationError, type IHookFunctions, type INode, type IWebhookFunctions } from 'n8n-workflow';
import { spokenApology } from '../../pivot/callflow/apology';
import { isCallflowNode } from '../callflowNode/isCallflowNode';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import { checkCallflow } from '../../pivot/callflow/check';
import { KAZOO_DENY_LIST, NO_DENY_LIST, type DenyList } from '../../pivot/callflow/denyList';
import { isJsonObject, type JsonValue } from '../../pivot/json';
import { DIALECT_NAMES, DIALECTS, type DialectName } from '../../pivot/dialects/dialect';
import { BUDGET_MS, FLOW_NAME } from '../../pivot/pairing/messages';
import { SWITCH_VERSIONS, type SwitchTarget } from '../../pivot/switchVersion';
import { readJsonParameter, type JsonParameter } from '../parameters/readJsonParameter';
import { inWords } from '../problems/inWords';

/** The parameters of a Pivot Trigger, read and checked. */
export interface TriggerSettings {
	readonly answering: 'paired' | 'alone';
	readonly flow: string;
	readonly onFailure: 'fallback' | 'switch';
	/** The fallback callflow of the form, unchecked; absent: the apology serves. */
	readonly ownFallback?: JsonValue;
	/** What serves the caller: the callflow of the form, or the apology. */
	readonly fallback: CallflowNode;
	readonly language: string;
	readonly budgetMs: number;
	readonly switchVersion: SwitchTarget;
	readonly dialect: DialectName;
	/** Pivots that come back keep debug logs on the switch. */
	readonly debug: boolean;
	readonly deny: DenyList;
	readonly accountIds: readonly string[];
	/** n8n as the server reaches it; empty: as n8n knows itself. */
	readonly n8nUrl: string;
	readonly testCallers: readonly string[];
	readonly anyNextCall: boolean;
	/** Replace fields of the built-in sample call; JSON, unread. */
	readonly sampleCall: unknown;
}

/**
 * Reads the form. What decides over a caller, the fallback above all, is checked by {@link checkSettings} when the workflow is
 * published; on a call nothing here throws.
 */
export function readSettings(context: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const given = context.getNodeParameter('options', {});
	const options: Readonly<Record<string, unknown>> = isJsonObject(given) ? given : {};
	const language = String(context.getNodeParameter('language', 'en-us'));
	const onFailure = context.getNodeParameter('onFailure', 'apology');
	const own: JsonParameter = onFailure === 'callflow' ? readJsonParameter(context.getNodeParameter('fallbackCallflow', '')) : NOT_ASKED_FOR;
	const chosen = context.getNodeParameter('switchVersion', 'any');
	const dialect = DIALECT_NAMES.find((name) => name === chosen) ?? 'kazoo';
	return {
		answering: context.getNodeParameter('answering', 'paired') === 'alone' ? 'alone' : 'paired',
		flow: String(context.getNodeParameter('flow', '')).trim(),
		onFailure: onFailure === 'switch' ? 'switch' : 'fallback',
		...(own.ok ? { ownFallback: own.value } : {}),
		fallback: own.ok && isCallflowNode(own.value) ? own.value : spokenApology(language),
		language,
		budgetMs: clamp(Number(context.getNodeParameter('budgetMs', BUDGET_MS.default))),
		switchVersion: SWITCH_VERSIONS.find((version) => version === chosen) ?? DIALECTS[dialect].target,
		dialect,
		debug: options['debug'] === true,
		deny: options['refusedUrls'] === 'none' ? NO_DENY_LIST : KAZOO_DENY_LIST,
		accountIds: commaList(options['accountIds']),
		n8nUrl: String(options['n8nUrl'] ?? '').trim(),
		testCallers: commaList(options['testCallers']),
		anyNextCall: options['anyNextCall'] === true,
		sampleCall: options['sampleCall'],
	};
}

/** @throws NodeOperationError with a sentence when the workflow must not be published with these settings */
export function checkSettings(context: IHookFunctions, settings: TriggerSettings): void {
	const node: INode = context.getNode();
	if (!FLOW_NAME.test(settings.flow)) {
		throw new NodeOperationError(node, `“${settings.flow}” cannot be the name of a flow: use lower-case letters, digits and hyphens, such as front-desk.`);
	}
	if (context.getNodeParameter('onFailure', 'apology') !== 'callflow') return;
	const fallback = readJsonParameter(context.getNodeParameter('fallbackCallflow', ''));
	if (!fallback.ok) throw new NodeOperationError(node, `The fallback callflow is not JSON: ${fallback.message}`);
	const { problems } = checkCallflow(fallback.value, { version: settings.switchVersion, deny: settings.deny });
	if (problems.length > 0) throw new NodeOperationError(node, `The switch would not run the fallback callflow. ${inWords(problems)}`);
}

const NOT_ASKED_FOR: JsonParameter = { ok: false, message: '' };

function clamp(budgetMs: number): number {
	return Number.isFinite(budgetMs) ? Math.min(BUDGET_MS.max, Math.max(BUDGET_MS.min, Math.round(budgetMs))) : BUDGET_MS.default;
}

function commaList(value: unknown): readonly string[] {
	return String(value ?? '').split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
}
