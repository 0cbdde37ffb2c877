import type { ModuleDefinition } from '../../../pivot/callflow/moduleDefinition';
import { dataKeys, type FieldSchema } from './fieldSchema';
import type { FieldChoice, FieldKind, FormField } from './formField';
import { rowFields } from './rowFields';

/** The fields of a module's form, in the order of its definition. */
export function formFields(definition: ModuleDefinition): readonly FormField[] {
	return dataKeys(definition).flatMap(({ key, schema, required, onlyK5 }) => {
		const fields = fieldsOf([key], schema, required);
		return onlyK5 ? fields.map((field) => ({ ...field, title: `${field.title} (KAZOO 5)`, rare: true })) : fields;
	});
}

/** One field for a key, or one for each key of a small object. */
export function fieldsOf(path: readonly string[], schema: FieldSchema, required: boolean): readonly FormField[] {
	const parts = schema.json === true ? undefined : smallObject(schema);
	if (!parts) return [fieldOf(path, schema, required)];
	return parts.flatMap(([key, part]) => fieldsOf([...path, key], within(schema, part), false));
}

/** The most keys of an object that are asked for one by one; a larger one is typed as JSON. */
const SMALL = 3;

function smallObject({ type, properties = {}, required }: FieldSchema): readonly (readonly [string, FieldSchema])[] | undefined {
	const parts = Object.entries(properties);
	return type === 'object' && parts.length > 0 && parts.length <= SMALL && required.length === 0 ? parts : undefined;
}

/** A part of an object that stands in the form by itself: it is named after both, and is as rare as both. */
function within(whole: FieldSchema, part: FieldSchema): FieldSchema {
	const title = whole.title === undefined || part.title === undefined ? part.title ?? whole.title : `${whole.title}: ${part.title}`;
	return { ...part, title, rare: whole.rare === true || part.rare === true };
}

function fieldOf(path: readonly string[], schema: FieldSchema, required: boolean): FormField {
	const kind = kindOf(schema);
	const title = schema.title ?? path.join(' ').replaceAll('_', ' ');
	const minimum = limit(schema.minimum);
	const maximum = limit(schema.maximum);
	const picker = schema.picker ?? schema.items?.picker;
	return {
		path,
		kind,
		title: schema.unit === undefined ? title : `${title} (${schema.unit})`,
		description: [schema.description, limitsInWords(minimum, maximum)].filter((part) => part !== undefined).join(' '),
		required,
		rare: schema.rare === true || (ALWAYS_SAY.includes(kind) && !required && schema.default === undefined),
		choices: choicesOf(schema),
		...(schema.default === undefined ? {} : { default: schema.default }),
		...(minimum === undefined ? {} : { minimum }),
		...(maximum === undefined ? {} : { maximum }),
		...(picker === undefined ? {} : { picker }),
		...(kind === 'rows' && schema.items ? { rowFields: rowFields(schema.items) } : {}),
	};
}

/** Kinds whose form field always says something, so that they are asked for only when wanted: under "More Options". */
const ALWAYS_SAY: readonly FieldKind[] = ['number', 'yes-no'];

function kindOf(schema: FieldSchema): FieldKind {
	if (schema.enum) return 'choice';
	if (schema.anyOf) return kindOfUnion(schema.anyOf);
	switch (schema.type) {
		case 'array':
			return schema.items ? kindOfArray(schema.items) : 'json';
		case 'string':
			return schema.picker === undefined ? 'text' : 'id';
		case 'integer':
		case 'number':
			return 'number';
		case 'boolean':
			return 'yes-no';
		case 'object':
			return schema.json === true || Object.keys(schema.properties ?? {}).length > 0 ? 'json' : 'entries';
		default:
			return 'json';
	}
}

const PRIMITIVES: readonly unknown[] = ['string', 'integer', 'number', 'boolean'];

function kindOfUnion(members: readonly FieldSchema[]): FieldKind {
	if (members.every(({ type }) => PRIMITIVES.includes(type))) return 'mixed';
	const [one, several] = members;
	return one?.type === 'string' && several?.type === 'array' && several.items?.type === 'string' ? 'one-or-list' : 'json';
}

function kindOfArray(items: FieldSchema): FieldKind {
	if (items.enum) return 'choices';
	if (items.type === 'string') return items.picker === undefined ? 'list' : 'ids';
	if (items.type === 'integer') return 'numbers';
	return items.properties ?? items.oneOf ?? items.anyOf ? 'rows' : 'json';
}

/** What the switch takes in either case is offered once. */
function choicesOf(schema: FieldSchema): readonly FieldChoice[] {
	const values = schema.enum ?? schema.items?.enum ?? [];
	const same = (a: unknown, b: unknown) => String(a).toLowerCase() === String(b).toLowerCase();
	return values
		.filter((value, position) => values.findIndex((other) => same(other, value)) === position)
		.map((value) => ({ value, label: schema.choices?.[String(value)] ?? String(value).replaceAll('_', ' ') }));
}

/** Zod names the limits of safe integers where the definition has none. */
function limit(value: number | undefined): number | undefined {
	return value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;
}

function limitsInWords(minimum: number | undefined, maximum: number | undefined): string | undefined {
	if (minimum !== undefined && maximum !== undefined) return `From ${minimum} to ${maximum}.`;
	if (minimum !== undefined) return `At least ${minimum}.`;
	return maximum === undefined ? undefined : `At most ${maximum}.`;
}
