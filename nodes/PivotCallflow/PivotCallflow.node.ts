import '../oldestN8n/check';
import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { execute } from './execute';
import { parameters } from './parameters';

export class PivotCallflow implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pivot Callflow',
		name: 'pivotCallflow',
		icon: { light: 'file:pivotCallflow.svg', dark: 'file:pivotCallflow.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"]}}',
		description: 'Adds one step to the callflow the switch will run',
		defaults: { name: 'Pivot Callflow' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		properties: parameters,
	};

	execute = execute;
}
