import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { parkFlow, registerFlow, registerTest, removeTest, warningsOf, type ServerReply } from '../pivotServer/pivotServer';
import { keepStateKey } from './stateKey';
import { checkSettings, readSettings, type TriggerSettings } from './settings';
import { addressFor } from './webhookAddress';

/** What registering leaves behind in n8n; that of a test is kept apart from that of the published workflow. */
interface Registered {
	/** The editor listens. n8n does not say so when it asks to unregister. */
	test?: boolean;
	/** The address the server was told. */
	webhookUrl?: string;
}

/** Registering is idempotent and brings changed settings to the server, so it is always done. */
export async function isRegistered(): Promise<boolean> {
	return await Promise.resolve(false);
}

/** On publishing, and while the editor listens: tells the pivot server. Alone there is nobody to tell. */
export async function register(context: IHookFunctions): Promise<boolean> {
	const settings = readSettings(context);
	checkSettings(context, settings);
	if (settings.answering === 'alone') {
		keepStateKey(context);
		return true;
	}

	const webhookUrl = addressFor(context.getNodeWebhookUrl('default') ?? '', settings.n8nUrl);
	const registered: Registered = context.getWorkflowStaticData('node');
	registered.webhookUrl = webhookUrl;
	if (context.getMode() === 'manual') {
		registered.test = true;
		accept(context, await registerTest(context, settings.flow, { owner: owner(context), webhookUrl, callers: [...settings.testCallers], anyNextCall: settings.anyNextCall }));
		return true;
	}
	accept(context, await registerFlow(context, settings.flow, registration(context, settings, webhookUrl)));
	return true;
}

/** On unpublishing: parks the flow, its voice URL stays. When the editor stops listening: ends the test. */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	const settings = readSettings(context);
	if (settings.answering === 'alone') return true;
	const registered: Registered = context.getWorkflowStaticData('node');
	const reply = registered.test ? await removeTest(context, settings.flow) : await parkFlow(context, settings.flow, owner(context));
	if (reply.kind !== 'done') context.logger.warn(`Flow “${settings.flow}” stays as it is on the pivot server. ${reply.message}`);
	return true;
}

function accept(context: IHookFunctions, reply: ServerReply): void {
	if (reply.kind === 'unreachable' && startsUp(context)) {
		context.logger.warn(`${reply.message} The flow stays as it was registered before.`);
		return;
	}
	if (reply.kind !== 'done') throw new NodeOperationError(context.getNode(), reply.message);
	for (const { flow, warning } of warningsOf(reply)) context.logger.warn(`Flow “${flow}”: ${warning}`);
}

/** n8n starts or changes its leader: the flow is on the server already, and calls must not wait for it to come back. */
function startsUp(context: IHookFunctions): boolean {
	const mode = context.getActivationMode();
	return mode === 'init' || mode === 'leadershipChange';
}

function owner(context: IHookFunctions) {
	const { id, name } = context.getWorkflow();
	return { instanceId: context.getInstanceId(), workflowId: id ?? '', workflowName: name ?? '', nodeName: context.getNode().name };
}

function registration(context: IHookFunctions, settings: TriggerSettings, webhookUrl: string) {
	const { switchVersion, dialect, language, budgetMs, onFailure, accountIds } = settings;
	return {
		owner: owner(context),
		webhookUrl,
		switchVersion,
		dialect,
		language,
		budgetMs,
		onFailure,
		accountIds: [...accountIds],
		...(settings.ownFallback === undefined ? {} : { fallback: settings.ownFallback }),
	};
}
