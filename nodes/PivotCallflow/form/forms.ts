import type { INodeProperties } from 'n8n-workflow';
import { MODULES } from '../../../pivot/callflow/modules';
import type { ModuleDefinition } from '../../../pivot/callflow/moduleDefinition';
import { branchParameters } from '../branches/branchParameters';
import { PICK_FROM_PARAMETER, pickers } from '../pickers/pickFrom';
import { pivotAdjustment } from '../pivotStep';
import { MORE_OPTIONS } from './fieldParameter';
import { formParameters, moduleForm, type FormAdjustment, type ModuleForm } from './moduleForm';
import { operationParameters } from './operations';
import { shareEqual } from './shareEqual';

/** Modules whose form is more than their definition. */
const ADJUSTMENTS: Readonly<Record<string, FormAdjustment>> = { pivot: pivotAdjustment };

/** Every module's form, by the switch's name of the module. */
export const FORMS: ReadonlyMap<string, ModuleForm> = formsOf(MODULES);

/** Group, module and the form of each module: all the parameters that say what a step does. */
export const FORM_PARAMETERS: INodeProperties[] = formParametersOf(MODULES);

export function formsOf(definitions: readonly ModuleDefinition[]): ReadonlyMap<string, ModuleForm> {
	return new Map(definitions.map((definition) => [definition.module, moduleForm(definition, ADJUSTMENTS[definition.module])]));
}

export function formParametersOf(definitions: readonly ModuleDefinition[]): INodeProperties[] {
	const forms = [...formsOf(definitions).values()];
	const asked = forms.map((form) => ({ form, ...formParameters(form, ADJUSTMENTS[form.definition.module]) }));
	const atOnce = shareEqual(asked.map(({ module, atOnce: fields, form }) => ({ module, parameters: [...fields, ...branchParameters(form.definition)] })));
	const rare = shareEqual(asked.map(({ module, moreOptions, form }) => ({ module, parameters: [...moreOptions, ...(pickers(form) ? [PICK_FROM_PARAMETER] : [])] })));
	return [
		...operationParameters(definitions),
		...atOnce.map(({ parameter, modules }) => ({ ...parameter, displayOptions: { show: { operation: modules, ...parameter.displayOptions?.show } } })),
		{
			displayName: 'More Options',
			name: MORE_OPTIONS,
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: rare.map(({ parameter, modules }) => ({
				...parameter,
				...(modules.length === definitions.length ? {} : { displayOptions: { show: { '/operation': modules } } }),
			})),
		},
	];
}
