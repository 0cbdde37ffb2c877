import type { INodeProperties } from 'n8n-workflow';
import type { ModuleDefinition } from '../../../pivot/callflow/moduleDefinition';
import type { JsonValue } from '../../../pivot/json';
import { fieldParameter } from './fieldParameter';
import { formFields, type FormField } from './formField';

/** The parameter that holds the rare fields, and one for keys the definition does not know. */
export const MORE_OPTIONS = 'moreOptions';
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
	/** What fields hold at first, by key. */
	readonly presets?: Readonly<Record<string, JsonValue>>;
	/** Keys somebody else asks for. */
	readonly without?: readonly string[];
	/** Asked for before the fields. */
	readonly before?: readonly INodeProperties[];
}

export function moduleForm(definition: ModuleDefinition, { without = [] }: FormAdjustment = {}): ModuleForm {
	const fields = formFields(definition).filter(({ key }) => !without.includes(key));
	return { definition, fields: fields.filter(({ rare }) => !rare), rareFields: fields.filter(({ rare }) => rare) };
}

/** The form as parameters of the node, shown when its module is chosen. */
export function formParameters({ definition, fields, rareFields }: ModuleForm, { presets = {}, before = [] }: FormAdjustment = {}): INodeProperties[] {
	const displayOptions = { show: { resource: [definition.group], operation: [definition.module] } };
	const more: INodeProperties = {
		displayName: 'More Options',
		name: MORE_OPTIONS,
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...rareFields.map((field) => fieldParameter(field, presets[field.key])), FURTHER],
	};
	return [
		...before.map((parameter) => ({ ...parameter, displayOptions: { show: { ...parameter.displayOptions?.show, ...displayOptions.show } } })),
		...fields.map((field) => ({ ...fieldParameter(field, presets[field.key]), displayOptions })),
		{ ...more, displayOptions },
	];
}

const FURTHER: INodeProperties = {
	displayName: 'Further Keys (JSON)',
	name: FURTHER_KEYS,
	type: 'json',
	default: '{}',
	description: 'Keys of data this form does not know. They win over the fields.',
};
