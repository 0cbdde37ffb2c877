import type { INodeProperties, NodePropertyTypes } from 'n8n-workflow';
import type { JsonValue } from '../../../pivot/json';
import { isEmpty, parameterName, type FormField } from './formField';
import { locator } from '../pickers/locator';
import { titleCase } from './titleCase';

/** Names inside the parameters that hold several values. */
export const ROW = 'row';
export const ENTRY = 'entry';
export const ID = 'id';

/** The parameter of a row, and of the node, that holds the rare fields. */
export const MORE_OPTIONS = 'moreOptions';

/**
 * A form field as a parameter of an n8n node.
 *
 * @param preset what the field holds at first; absent: what the switch takes when nothing is said
 */
export function fieldParameter(field: FormField, preset?: JsonValue): INodeProperties {
	const filled = preset ?? field.default;
	return { ...named(field, filled), ...valued(field, filled) };
}

function named({ path, title, description, required, shownFor }: FormField, filled: JsonValue | undefined) {
	return {
		displayName: titleCase(title),
		name: parameterName({ path }),
		...(description === '' ? {} : { description }),
		...(required && filled === undefined ? { required } : {}),
		...(shownFor ? { displayOptions: { show: { [shownFor.field]: [...shownFor.values] } } } : {}),
	};
}

function valued(field: FormField, filled: JsonValue | undefined): Pick<INodeProperties, 'type' | 'default' | 'options' | 'typeOptions' | 'modes' | 'placeholder'> {
	switch (field.kind) {
		case 'number':
			return { type: 'number', typeOptions: limits(field), default: plain(filled) ?? field.minimum ?? 0 };
		case 'yes-no':
			return { type: 'boolean', default: plain(filled) ?? false };
		case 'choice':
			return choice(field, filled);
		case 'choices':
			return { type: 'multiOptions', options: choices(field), default: listOf(filled) };
		case 'list':
			return { type: 'string', typeOptions: { multipleValues: true, multipleValueButtonText: 'Add' }, default: listOf(filled) };
		case 'numbers':
		case 'one-or-list':
			return { type: 'string', default: listOf(filled).join(', '), ...(field.kind === 'numbers' ? { placeholder: '440, 480' } : {}) };
		case 'json':
			return { type: 'json', typeOptions: { rows: 4 }, default: filled === undefined || isEmpty(filled) ? '' : JSON.stringify(filled, null, 2) };
		case 'text':
			return { type: 'string', ...(field.path.at(-1) === 'text' ? { typeOptions: { rows: 3 } } : {}), default: plain(filled) ?? '' };
		case 'mixed':
			return { type: 'string', default: String(plain(filled) ?? '') };
		case 'id':
			return locator(field.picker ?? 'callflow');
		case 'ids':
			return several(ROW, field.title, [{ ...locator(field.picker ?? 'callflow'), displayName: oneOf(field.title), name: ID }]);
		case 'entries':
			return several(ENTRY, field.title, ENTRY_FIELDS);
		case 'rows':
			return several(ROW, field.title, rowParameters(field.rowFields ?? []));
	}
}

/** Nothing can be chosen where the switch has no default: it then decides for itself. */
function choice(field: FormField, filled: JsonValue | undefined) {
	const type: NodePropertyTypes = 'options';
	const mayBeLeftOut = !field.required && filled === undefined;
	const options = [...(mayBeLeftOut ? [{ name: 'Not Set', value: '' }] : []), ...choices(field)];
	return { type, options, default: plain(filled) ?? options[0]?.value ?? '' };
}

function choices(field: FormField) {
	return field.choices.map(({ label, value }) => ({ name: titleCase(label), value }));
}

const ENTRY_FIELDS: INodeProperties[] = [
	{ displayName: 'Name', name: 'key', type: 'string', default: '' },
	{ displayName: 'Value', name: 'value', type: 'string', default: '' },
];

/** What a row asks for; its rare fields stand in a collection, one for each kind of row. */
function rowParameters(fields: readonly FormField[]): INodeProperties[] {
	const rare = fields.filter((field) => field.rare);
	const [by] = rare.flatMap(({ shownFor }) => shownFor?.field ?? []);
	const kinds = [...new Set(rare.flatMap(({ shownFor }) => shownFor?.values ?? []))];
	return [
		...fields.filter((field) => !field.rare).map((field) => fieldParameter(field)),
		...(rare.some(({ shownFor }) => !shownFor) ? [moreOptions(rare)] : []),
		...kinds.map((kind) => ({
			...moreOptions(rare.filter(({ shownFor }) => shownFor?.values.includes(kind) === true)),
			displayOptions: { show: { [by ?? '']: [kind] } },
		})),
	];
}

function moreOptions(fields: readonly FormField[]): INodeProperties {
	const options = fields.map((field) => alwaysShown(fieldParameter(field)));
	return { displayName: 'More Options', name: MORE_OPTIONS, type: 'collection', placeholder: 'Add option', default: {}, options };
}

/** The collection it stands in is shown for its kind already. */
function alwaysShown(parameter: INodeProperties): INodeProperties {
	const shown = { ...parameter };
	delete shown.displayOptions;
	return shown;
}

function several(name: string, title: string, values: INodeProperties[]): Pick<INodeProperties, 'type' | 'default' | 'options' | 'typeOptions' | 'placeholder'> {
	return {
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: `Add ${oneOf(title)}`,
		default: {},
		options: [{ displayName: oneOf(title), name, values }],
	};
}

/** "Time Rule" of "Time rules"; "Entry" where the title is no plural. */
function oneOf(title: string): string {
	return title.endsWith('s') ? titleCase(title.slice(0, -1)) : 'Entry';
}

function limits({ minimum, maximum }: FormField) {
	return { ...(minimum === undefined ? {} : { minValue: minimum }), ...(maximum === undefined ? {} : { maxValue: maximum }) };
}

function plain(value: JsonValue | undefined): string | number | boolean | undefined {
	return typeof value === 'object' ? undefined : value;
}

function listOf(value: JsonValue | undefined): string[] {
	return Array.isArray(value) ? value.filter((entry) => typeof entry !== 'object').map(String) : [];
}
