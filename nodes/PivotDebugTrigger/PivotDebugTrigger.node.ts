import '../oldestN8n/check';
import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { searchAccounts } from '../kazooApi/searchAccounts';
import { parameters } from './parameters';
import { poll } from './poll';

export class PivotDebugTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pivot Debug Trigger',
		name: 'pivotDebugTrigger',
		icon: { light: 'file:pivotDebugTrigger.svg', dark: 'file:pivotDebugTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["source"] === "server" ? "failures of the pivot server" : "failures of the switch"}}',
		description: 'Starts the workflow when a call was not served as its workflow answered',
		eventTriggerDescription: 'The newest failure is fetched, or the newest attempt where none failed.',
		activationMessage: 'Failures from now on start this workflow, each of them once.',
		defaults: { name: 'Pivot Debug Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'kazooApi', required: true, displayOptions: { show: { source: ['switch'] } } },
			{ name: 'pivotServerApi', required: true, displayOptions: { show: { source: ['server'] } } },
		],
		properties: parameters,
	};

	methods = { listSearch: { searchAccounts } };

	poll = poll;
}
