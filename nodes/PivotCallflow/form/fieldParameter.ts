import type { INodeProperties } from 'n8n-workflow';
import type { JsonValue } from '../../../pivot/json';
import { isEmpty, type FormField } from './formField';
import { titleCase } from './titleCase';

/**
 * A form field as a parameter of an n8n node.
 *
 * @param preset what the field holds at first; absent: what the switch takes when nothing is said
 */
export function fieldParameter(field: FormField, preset?: JsonValue): INodeProperties {
	const { key, kind, title, description, required } = field;
	const filled = preset ?? field.default;
	const base = {
		displayName: titleCase(title),
		name: key,
		...(description === '' ? {} : { description }),
		...(required && filled === undefined ? { required } : {}),
	};
	switch (kind) {
		case 'number':
			return { ...base, type: 'number', typeOptions: limits(field), default: plain(filled) ?? field.minimum ?? 0 };
		case 'yes-no':
			return { ...base, type: 'boolean', default: plain(filled) ?? false };
		case 'choice':
			return { ...base, type: 'options', options: choices(field), default: plain(filled) ?? field.options[0] ?? '' };
		case 'choices':
			return { ...base, type: 'multiOptions', options: choices(field), default: listOf(filled) };
		case 'list':
			return { ...base, type: 'string', typeOptions: { multipleValues: true, multipleValueButtonText: 'Add' }, default: listOf(filled) };
		case 'json':
			return { ...base, type: 'json', typeOptions: { rows: 4 }, default: filled === undefined || isEmpty(filled) ? '' : JSON.stringify(filled, null, 2) };
		case 'text':
			return { ...base, type: 'string', ...(key === 'text' ? { typeOptions: { rows: 3 } } : {}), default: plain(filled) ?? '' };
		case 'mixed':
			return { ...base, type: 'string', default: String(plain(filled) ?? '') };
	}
}

function limits({ minimum, maximum }: FormField) {
	return { ...(minimum === undefined ? {} : { minValue: minimum }), ...(maximum === undefined ? {} : { maxValue: maximum }) };
}

/** What the switch takes in either case is offered once. */
function choices({ options }: FormField) {
	const same = (a: unknown, b: unknown) => String(a).toLowerCase() === String(b).toLowerCase();
	return options
		.filter((value, position) => options.findIndex((other) => same(other, value)) === position)
		.map((value) => ({ name: String(value), value }));
}

function plain(value: JsonValue | undefined): string | number | boolean | undefined {
	return typeof value === 'object' ? undefined : value;
}

function listOf(value: JsonValue | undefined): string[] {
	return Array.isArray(value) ? value.filter((entry) => typeof entry !== 'object').map(String) : [];
}
