import type { INodeProperties } from 'n8n-workflow';
import type { ModuleDefinition } from '../../../pivot/callflow/moduleDefinition';
import type { JsonValue } from '../../../pivot/json';
import { fieldParameter } from './fieldParameter';
import { parameterName, type FormField } from './formField';
import { formFields } from './formFields';

/** Under "More Options": keys of data the definition does not know, as JSON. */
export const FURTHER_KEYS = 'furtherKeys';

/** The form of one module. */
export interface ModuleForm {
	readonly definition: ModuleDefinition;
	/** Asked for at once. */
	readonly fields: readonly FormField[];
	/** Asked for under "More Options". */
	readonly rareFields: readonly FormField[];
}

/** How the form of a module differs from what its definition alone would give. */
export interface FormAdjustment {
	/** What fields hold at first, by parameter. */
	readonly presets?: Readonly<Record<string, JsonValue>>;
	/** Keys somebody else asks for. */
	readonly without?: readonly string[];
	/** Asked for before the fields. */
	readonly before?: readonly INodeProperties[];
}

/** The parameters of one module's form. */
export interface FormParameters {
	readonly module: string;
	readonly atOnce: readonly INodeProperties[];
	readonly moreOptions: readonly INodeProperties[];
}

export function moduleForm(definition: ModuleDefinition, { without = [] }: FormAdjustment = {}): ModuleForm {
	const fields = formFields(definition).filter(({ path }) => !without.includes(path[0] ?? ''));
	return { definition, fields: fields.filter(({ rare }) => !rare), rareFields: fields.filter(({ rare }) => rare) };
}

export function formParameters({ definition, fields, rareFields }: ModuleForm, { presets = {}, before = [] }: FormAdjustment = {}): FormParameters {
	const parameter = (field: FormField) => fieldParameter(field, presets[parameterName(field)]);
	return { module: definition.module, atOnce: [...before, ...fields.map(parameter)], moreOptions: [...rareFields.map(parameter), FURTHER] };
}

const FURTHER: INodeProperties = {
	displayName: 'Further Keys (JSON)',
	name: FURTHER_KEYS,
	type: 'json',
	default: '{}',
	description: 'Keys of data this form does not know, or an expression that gives an object. They win over the fields.',
};
