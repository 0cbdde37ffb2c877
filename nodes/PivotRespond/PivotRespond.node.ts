import '../oldestN8n/check';
import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { execute } from './execute';
import { parameters } from './parameters';

export class PivotRespond implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pivot Respond',
		name: 'pivotRespond',
		icon: { light: 'file:pivotRespond.svg', dark: 'file:pivotRespond.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["answerWith"] === "json" ? "callflow as JSON" : "the drawn callflow"}}',
		description: 'Checks the callflow and answers the call with it',
		defaults: { name: 'Pivot Respond' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['answered', 'too late'],
		usableAsTool: true,
		properties: parameters,
	};

	execute = execute;
}
