import '../oldestN8n/check';
import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { isRegistered, register, unregister } from './registering';
import { parameters } from './parameters';
import { takeRequest } from './takeRequest';

export class PivotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pivot Trigger',
		name: 'pivotTrigger',
		icon: { light: 'file:pivotTrigger.svg', dark: 'file:pivotTrigger.dark.svg' },
		group: ['trigger'],
		// From 1.1 on n8n reads the body without evaluating an expression, which a call would wait for.
		version: 1.1,
		subtitle: '={{$parameter["flow"]}}',
		description: 'Starts the workflow when the switch asks what to do with a call',
		eventTriggerDescription: 'Waiting for a call. No phone at hand? Open the test URL in a browser: the workflow runs with a sample call.',
		activationMessage: 'Calls of this flow are now answered by this workflow.',
		triggerPanel: {
			header: 'Take a call into the editor',
			executionsHelp: {
				inactive:
					'<b>While you build</b>, click “Listen” and call, or open the test URL in a browser for a sample call. With a pivot server, the next call of your test callers comes here, under the voice URL the switch already has.<br /><br /><b>When you are done</b>, publish the workflow. With a pivot server, put the voice URL it shows for the flow into the callflow on the switch. Without one, put the production URL there, and give the <code>pivot</code> node a child <code>_</code>: while n8n is down or starting, nobody else serves the caller.',
				active:
					'<b>While you build</b>, click “Listen” and call, or open the test URL in a browser for a sample call. Calls of everybody else are answered by the published workflow.<br /><br /><b>Calls that were answered</b> are in the list of executions.',
			},
			activationHint: 'Publish the workflow and callers are answered by it.',
		},
		defaults: { name: 'Pivot Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pivotServerApi', required: true, displayOptions: { show: { answering: ['paired'] } } }],
		// Literals, and POST first: registering is done once, by the entry the server calls.
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'responseNode', path: 'pivot' },
			{ name: 'setup', httpMethod: 'GET', responseMode: 'responseNode', path: 'pivot' },
		],
		properties: parameters,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered();
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await takeRequest(this);
	}
}
