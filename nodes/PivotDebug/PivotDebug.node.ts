import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { searchAccounts } from '../kazooApi/searchAccounts';
import { searchCallflows } from '../kazooApi/searchCallflows';
import { searchFlows } from '../pivotServer/searchFlows';
import { execute } from './execute';
import { parameters } from './parameters/parameters';

export class PivotDebug implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pivot Debug',
		name: 'pivotDebug',
		icon: { light: 'file:pivotDebug.svg', dark: 'file:pivotDebug.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Says what happened to calls, and connects numbers to flows',
		defaults: { name: 'Pivot Debug' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'kazooApi', required: true, displayOptions: { show: { resource: ['attempt'], source: ['switch'] } } },
			{ name: 'pivotServerApi', required: true, displayOptions: { show: { resource: ['attempt'], source: ['server'] } } },
			{ name: 'kazooApi', required: true, displayOptions: { show: { resource: ['callflow'] } } },
			{ name: 'pivotServerApi', required: true, displayOptions: { show: { resource: ['callflow'], operation: ['connect'], connectTo: ['flow'] } } },
		],
		usableAsTool: true,
		properties: parameters,
	};

	methods = { listSearch: { searchAccounts, searchCallflows, searchFlows } };

	execute = execute;
}
