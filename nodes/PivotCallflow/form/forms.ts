import type { INodeProperties } from 'n8n-workflow';
import { MODULE_GROUPS, type ModuleGroup } from '../../../pivot/callflow/moduleDefinition';
import { MODULES } from '../../../pivot/callflow/modules';
import { pivotAdjustment } from '../pivotStep';
import { titleCase } from './titleCase';
import { formParameters, moduleForm, type FormAdjustment, type ModuleForm } from './moduleForm';

/** Modules whose form is more than their definition. */
const ADJUSTMENTS: Readonly<Record<string, FormAdjustment>> = { pivot: pivotAdjustment };

/** Every module's form, by the switch's name of the module. */
export const FORMS: ReadonlyMap<string, ModuleForm> = new Map(
	MODULES.map((definition) => [definition.module, moduleForm(definition, ADJUSTMENTS[definition.module])]),
);

const groupParameter: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: MODULE_GROUPS.filter((group) => inGroup(group).length > 0).map((group) => ({ name: titleCase(group), value: group })),
	default: 'Talk',
};

/** What is chosen first in a group; where nothing is named here, the first by title. */
const FIRST_CHOICE: Partial<Record<ModuleGroup, string>> = {
	Talk: 'tts', Listen: 'collect_dtmf', Route: 'user', Queue: 'acdc_member', 'Voicemail and fax': 'voicemail', Branch: 'branch_variable',
	Variables: 'set_variables', Control: 'pivot',
};

/** Group, module and the form of each module: all the parameters that say what a step does. */
export const FORM_PARAMETERS: INodeProperties[] = [
	groupParameter,
	...MODULE_GROUPS.filter((group) => inGroup(group).length > 0).map(operationParameter),
	...[...FORMS.values()].flatMap((form) => formParameters(form, ADJUSTMENTS[form.definition.module])),
];

function operationParameter(group: ModuleGroup): INodeProperties {
	const options = inGroup(group)
		.map(({ module, title, summary, versions }) => ({
			name: titleCase(title),
			value: module,
			description: versions.length === 3 ? summary : `${summary} Only on ${versions.join(' and ')}.`,
			action: `${title} (${module})`,
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
	const first = FIRST_CHOICE[group] ?? options[0]?.value ?? '';
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [group] } },
		options,
		default: first,
	};
}

function inGroup(group: ModuleGroup) {
	return MODULES.filter((definition) => definition.group === group);
}
