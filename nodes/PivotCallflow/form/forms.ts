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

/**
 * Equal parameters of different modules are one. On every call n8n walks all parameters of every node it runs, so each one less
 * makes each call a little cheaper.
 */
export function formParametersOf(definitions: readonly ModuleDefinition[]): INodeProperties[] {
	const forms = [...formsOf(definitions).values()].map((form) => ({ form, ...formParameters(form, ADJUSTMENTS[form.definition.module]) }));
	const atOnce = shareEqual(forms.map(({ module, atOnce: fields, form }) => ({ owner: module, items: [...fields, ...branchParameters(form.definition)] })));
	const rare = shareEqual(forms.map(({ module, moreOptions, form }) => ({ owner: module, items: [...moreOptions, ...(pickers(form) ? [PICK_FROM_PARAMETER] : [])] })));
	return [
		...operationParameters(definitions),
		...atOnce.map(({ item, owners }) => ({ ...item, displayOptions: { show: { operation: owners, ...item.displayOptions?.show } } })),
		{
			displayName: 'More Options',
			name: MORE_OPTIONS,
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: rare.map(({ item, owners }) => (owners.length === definitions.length ? item : { ...item, displayOptions: { show: { '/operation': owners } } })),
		},
	];
}
