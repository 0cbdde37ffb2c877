import '../oldestN8n/check';
import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { MODULES } from '../../pivot/callflow/modules';
import { KAZOO_CREDENTIAL } from '../kazooApi/settings';
import { OUTPUTS_DRAW } from './branches/branchParameters';
import { hasBranchesExpression, outputsExpression } from './branches/outputs';
import { codex } from './codex';
import { execute } from './execute';
import { FORM_PARAMETERS } from './form/forms';
import { listSearch } from './pickers/listSearch';

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
		codex,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsExpression(MODULES),
		credentials: [{ name: KAZOO_CREDENTIAL, required: false }],
		hints: [{ message: OUTPUTS_DRAW, type: 'info', location: 'outputPane', whenToDisplay: 'always', displayCondition: hasBranchesExpression(MODULES) }],
		usableAsTool: true,
		properties: FORM_PARAMETERS,
	};

	methods = { listSearch };

	execute = execute;
}
