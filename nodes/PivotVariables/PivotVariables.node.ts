import '../oldestN8n/check';
import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { execute } from './execute';
import { parameters } from './parameters/parameters';
import { searchVoiceUrls } from './searchVoiceUrls';

/** Is Set? has two outputs: unlike those of Pivot Callflow they say what is so, now. */
const OUTPUTS = `={{ $parameter["operation"] === "isSet"
	? [{ type: "${NodeConnectionTypes.Main}", displayName: "yes" }, { type: "${NodeConnectionTypes.Main}", displayName: "no" }]
	: ["${NodeConnectionTypes.Main}"] }}` as const;

export class PivotVariables implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pivot Variables',
		name: 'pivotVariables',
		icon: { light: 'file:pivotVariables.svg', dark: 'file:pivotVariables.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ { set: "set and continue", read: "read", isSet: "is " + $parameter["key"] + " set?" }[$parameter["operation"]] }}',
		description: 'Gives a call variables that it brings along to its next pivot, and reads them there',
		defaults: { name: 'Pivot Variables' },
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'pivotServerApi', required: false, displayOptions: { show: { operation: ['set'], continueWith: ['flow'] } } }],
		usableAsTool: true,
		properties: parameters,
	};

	methods = { listSearch: { searchVoiceUrls } };

	execute = execute;
}
