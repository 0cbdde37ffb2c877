import * as z from 'zod/v4';
import { isJsonObject, type JsonValue } from '../../../pivot/json';
import type { ModuleDefinition } from '../../../pivot/callflow/moduleDefinition';

/** How a key of `data` is asked for. */
export type FieldKind =
	| 'text'
	| 'number'
	| 'yes-no'
	/** one of several */
	| 'choice'
	/** any of several */
	| 'choices'
	/** texts */
	| 'list'
	/** a text that may also be a number, true or false */
	| 'mixed'
	/** an object, or an array of objects, typed as JSON */
	| 'json';

/** One key of a module's `data`, as the form asks for it. Made from the module's definition. */
export interface FormField {
	readonly key: string;
	readonly kind: FieldKind;
	readonly title: string;
	readonly description: string;
	readonly required: boolean;
	/** Stands under "More Options". */
	readonly rare: boolean;
	/** What the switch takes when the key is missing. */
	readonly default?: JsonValue;
	readonly options: readonly (string | number | boolean)[];
	readonly minimum?: number;
	readonly maximum?: number;
}

/** The parts of a JSON schema the form is made from. */
const fieldSchema = z.object({
	type: z.string().optional(),
	enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	items: z.object({ type: z.string().optional(), enum: z.array(z.string()).optional() }).optional(),
	anyOf: z.array(z.object({ type: z.string().optional(), enum: z.array(z.string()).optional() })).optional(),
	default: z.json().optional(),
	title: z.string().optional(),
	description: z.string().optional(),
	unit: z.string().optional(),
	rare: z.boolean().optional(),
});
type FieldSchema = z.infer<typeof fieldSchema>;

const dataSchema = z.object({ properties: z.record(z.string(), fieldSchema), required: z.array(z.string()).default([]) });

/** The fields of a module's form, in the order of its definition. */
export function formFields(definition: ModuleDefinition): readonly FormField[] {
	const { properties, required } = dataSchema.parse(z.toJSONSchema(definition.data, { io: 'input', unrepresentable: 'any' }));
	return Object.entries(properties).map(([key, schema]) => formField(key, schema, required.includes(key)));
}

function formField(key: string, schema: FieldSchema, required: boolean): FormField {
	const { minimum, maximum } = schema;
	const kind = kindOf(schema);
	const title = schema.title ?? key.replaceAll('_', ' ');
	return {
		key,
		kind,
		title: schema.unit === undefined ? title : `${title} (${schema.unit})`,
		description: schema.description ?? '',
		required,
		rare: schema.rare === true || !(required || schema.default !== undefined || MAY_STAY_EMPTY.includes(kind)),
		options: schema.enum ?? schema.items?.enum ?? [],
		...(schema.default === undefined ? {} : { default: schema.default }),
		...(isLimit(minimum) ? { minimum } : {}),
		...(isLimit(maximum) ? { maximum } : {}),
	};
}

/** Kinds whose form field can be left empty: the others would always say something, so they are asked for under "More Options". */
const MAY_STAY_EMPTY: readonly FieldKind[] = ['text', 'mixed', 'list', 'choices', 'json'];

function kindOf(schema: FieldSchema): FieldKind {
	if (schema.enum) return 'choice';
	if (schema.anyOf) return schema.anyOf.every(({ type }) => type !== undefined && PRIMITIVES.includes(type)) ? 'mixed' : 'json';
	if (schema.type === 'array') return arrayKind(schema);
	if (schema.type === 'string') return 'text';
	if (schema.type === 'integer' || schema.type === 'number') return 'number';
	return schema.type === 'boolean' ? 'yes-no' : 'json';
}

const PRIMITIVES: readonly string[] = ['string', 'integer', 'number', 'boolean'];

function arrayKind({ items }: FieldSchema): FieldKind {
	if (items?.enum) return 'choices';
	return items?.type === 'string' ? 'list' : 'json';
}

/** Zod names the limits of safe integers where the definition has none. */
function isLimit(limit: number | undefined): limit is number {
	return limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
}

/** True for an empty object, array or text: what a form field holds that nobody filled in. */
export function isEmpty(value: JsonValue): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return value === '' || value === null || (isJsonObject(value) && Object.keys(value).length === 0);
}
