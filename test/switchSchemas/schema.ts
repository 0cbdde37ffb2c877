import * as z from 'zod/v4';
import type { JsonValue } from '../../pivot/json';

/** The keywords of JSON Schema draft 04 that the switch's own schemas use. */
export interface SwitchSchema {
	readonly _id?: string | undefined;
	readonly $ref?: string | undefined;
	readonly type?: 'string' | 'integer' | 'boolean' | 'array' | 'object' | undefined;
	readonly enum?: readonly JsonValue[] | undefined;
	readonly minimum?: number | undefined;
	readonly maximum?: number | undefined;
	readonly minLength?: number | undefined;
	readonly maxLength?: number | undefined;
	readonly pattern?: string | undefined;
	readonly format?: 'email' | 'uri' | undefined;
	readonly items?: SwitchSchema | undefined;
	readonly minItems?: number | undefined;
	readonly maxItems?: number | undefined;
	readonly uniqueItems?: boolean | undefined;
	readonly properties?: Readonly<Record<string, SwitchSchema>> | undefined;
	readonly patternProperties?: Readonly<Record<string, SwitchSchema>> | undefined;
	readonly additionalProperties?: boolean | SwitchSchema | undefined;
	readonly required?: readonly string[] | undefined;
	readonly default?: JsonValue | undefined;
	readonly oneOf?: readonly SwitchSchema[] | undefined;
	readonly anyOf?: readonly SwitchSchema[] | undefined;
}

const annotations = {
	$schema: z.string(),
	description: z.string(),
	'kazoo-validation': z.boolean(),
	support_level: z.string(),
	stability_level: z.string(),
};

/**
 * Reads a schema of the switch. Strict: a keyword nobody has thought of fails here instead of going unchecked.
 */
export const switchSchema: z.ZodType<SwitchSchema> = z.strictObject({
	...z.object(annotations).partial().shape,
	_id: z.string().optional(),
	$ref: z.string().optional(),
	type: z.enum(['string', 'integer', 'boolean', 'array', 'object']).optional(),
	enum: z.array(z.json()).optional(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	minLength: z.int().optional(),
	maxLength: z.int().optional(),
	pattern: z.string().optional(),
	format: z.enum(['email', 'uri']).optional(),
	items: z.lazy(() => switchSchema).optional(),
	minItems: z.int().optional(),
	maxItems: z.int().optional(),
	uniqueItems: z.boolean().optional(),
	properties: z.record(z.string(), z.lazy(() => switchSchema)).optional(),
	patternProperties: z.record(z.string(), z.lazy(() => switchSchema)).optional(),
	additionalProperties: z.union([z.boolean(), z.lazy(() => switchSchema)]).optional(),
	required: z.array(z.string()).optional(),
	default: z.json().optional(),
	oneOf: z.array(z.lazy(() => switchSchema)).optional(),
	anyOf: z.array(z.lazy(() => switchSchema)).optional(),
});

/** All schemas of one line of the switch, by `_id`. */
export type SchemaSet = ReadonlyMap<string, SwitchSchema>;

/** Follows `$ref`. The switch reads what stands beside a `$ref` as well. */
export function resolved(schema: SwitchSchema, all: SchemaSet): SwitchSchema {
	if (schema.$ref === undefined) return schema;
	const { $ref, ...beside } = schema;
	const target = all.get($ref);
	if (target === undefined) throw new Error(`no schema "${$ref}"`);
	return merged(resolved(target, all), beside);
}

/** Both at once; where both have a keyword the second is the narrower one. */
export function merged(first: SwitchSchema, second: SwitchSchema): SwitchSchema {
	return {
		...first,
		...second,
		...(first.properties && second.properties ? { properties: { ...first.properties, ...second.properties } } : {}),
		...(first.required && second.required ? { required: [...first.required, ...second.required] } : {}),
	};
}

/** One way to satisfy a schema: no `oneOf` and `anyOf` left. */
export interface Choice {
	readonly schema: SwitchSchema;
	/** Keys that must not be there, or another alternative would hold too. */
	readonly absent: ReadonlySet<string>;
}

/** Every way to satisfy a schema. */
export function choicesOf(unresolved: SwitchSchema, all: SchemaSet): readonly Choice[] {
	const { oneOf, anyOf, ...rest } = resolved(unresolved, all);
	const alternatives = oneOf ?? anyOf;
	if (alternatives === undefined) return [{ schema: rest, absent: new Set() }];
	return alternatives.map((alternative) => {
		const own = new Set(alternative.required);
		const others = oneOf === undefined ? [] : alternatives.flatMap((other) => other.required ?? []);
		return {
			schema: merged(rest, resolved(alternative, all)),
			absent: new Set(others.filter((key) => !own.has(key))),
		};
	});
}
