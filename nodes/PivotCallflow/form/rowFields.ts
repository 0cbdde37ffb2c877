import { pickerSchema, type FieldSchema } from './fieldSchema';
import type { FormField } from './formField';
import { fieldsOf } from './formFields';
import { shareEqual } from './shareEqual';

/**
 * The fields of one row of a list of objects. Where a key says of which kind the row is, the other keys are asked for only where
 * they belong to that kind.
 */
export function rowFields(items: FieldSchema): readonly FormField[] {
	const kinds = items.oneOf ?? items.anyOf;
	return kinds ? fieldsByKind(kinds) : fieldsOfObject(items);
}

function fieldsOfObject({ properties = {}, required }: FieldSchema): readonly FormField[] {
	return Object.entries(properties)
		.filter(([key]) => key !== 'skip_module')
		.flatMap(([key, schema]) => {
			const fields = fieldsOf([key], schema, required.includes(key));
			return schema.pickerBy === undefined ? fields : fields.flatMap((field) => fieldPerKind(field, schema.pickerBy ?? '', properties));
		});
}

/** An id whose kind stands beside it: one picker for each kind. */
function fieldPerKind(field: FormField, by: string, properties: Readonly<Record<string, FieldSchema>>): readonly FormField[] {
	const kinds = pickerSchema.array().parse(properties[by]?.enum ?? []);
	return kinds.map((picker) => ({ ...field, kind: 'id', picker, shownFor: { field: by, values: [picker] } }));
}

/** One field for the kind, and the keys of every kind; equal ones are asked for once. */
function fieldsByKind(kinds: readonly FieldSchema[]): readonly FormField[] {
	const [first] = kinds;
	const key = Object.keys(first?.properties ?? {}).find((candidate) => first?.properties?.[candidate]?.const !== undefined);
	if (key === undefined) return [];
	const names = kinds.map(({ properties }) => properties?.[key]?.const ?? '');
	const [title] = kinds.map(({ properties }) => properties?.[key]?.title);
	const [labels] = kinds.map(({ properties }) => properties?.[key]?.choices);
	const kind: FormField = {
		path: [key], kind: 'choice', title: title ?? key, description: '', required: true, rare: false,
		choices: names.map((value) => ({ value, label: labels?.[value] ?? value })),
	};
	return [kind, ...sharedFields(key, kinds, names)];
}

function sharedFields(key: string, kinds: readonly FieldSchema[], names: readonly string[]): readonly FormField[] {
	const lists = kinds.map((schema, position) => ({
		owner: names[position] ?? '',
		items: fieldsOfObject(schema).filter(({ path }) => path[0] !== key),
	}));
	return shareEqual(lists).map(({ item, owners }) => ({ ...item, shownFor: { field: key, values: owners } }));
}
