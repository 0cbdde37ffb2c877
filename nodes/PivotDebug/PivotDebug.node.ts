import '../oldestN8n/check';
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
		// One entry for each: n8n looks at the first of a name only. What is not in the form hides nothing.
		credentials: [
			{ name: 'kazooApi', required: true, displayOptions: { hide: { source: ['server'] } } },
			{ name: 'pivotServerApi', required: true, displayOptions: { hide: { source: ['switch'], connectTo: ['url'], operation: ['disconnect', 'setDebug'] } } },
		],
		usableAsTool: true,
		properties: parameters,
	};

	methods = { listSearch: { searchAccounts, searchCallflows, searchFlows } };

	execute = execute;
}
