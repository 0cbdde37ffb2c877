import * as z from 'zod/v4';
import type { ModuleDefinition, Picker } from '../../../pivot/callflow/moduleDefinition';

const PICKERS = [
	'user', 'device', 'vmbox', 'menu', 'media', 'callflow', 'conference', 'queue', 'temporal_rule', 'group', 'directory', 'faxbox', 'list', 'function',
] as const satisfies readonly Picker[];

export const pickerSchema = z.enum(PICKERS);

/** The parts of a JSON schema that are no schemas themselves, and the metadata of the definition in it. */
const partsSchema = z.object({
	type: z.string().optional(),
	enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
	const: z.string().optional(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	required: z.array(z.string()).default([]),
	default: z.json().optional(),
	title: z.string().optional(),
	description: z.string().optional(),
	unit: z.string().optional(),
	rare: z.boolean().optional(),
	json: z.boolean().optional(),
	picker: pickerSchema.optional(),
	pickerBy: z.string().optional(),
	choices: z.record(z.string(), z.string()).optional(),
});

/** The parts of a JSON schema the form is made from. */
export interface FieldSchema extends z.infer<typeof partsSchema> {
	readonly items?: FieldSchema | undefined;
	/** Of a union; zod writes either. */
	readonly oneOf?: FieldSchema[] | undefined;
	readonly anyOf?: FieldSchema[] | undefined;
	readonly properties?: Record<string, FieldSchema> | undefined;
}

const fieldSchema: z.ZodType<FieldSchema> = z.lazy(() =>
	partsSchema.extend({
		items: fieldSchema.optional(),
		oneOf: z.array(fieldSchema).optional(),
		anyOf: z.array(fieldSchema).optional(),
		properties: z.record(z.string(), fieldSchema).optional(),
	}),
);

/** A key of `data` as the definition has it. */
export interface DataKey {
	readonly key: string;
	readonly schema: FieldSchema;
	readonly required: boolean;
	/** Only the newest line of the switch knows it. */
	readonly onlyK5: boolean;
}

/** The keys of a module's `data`, in the order of its definition; what KAZOO 5 adds stands last. */
export function dataKeys({ data, dataIn }: ModuleDefinition): readonly DataKey[] {
	const known = keysOf(data);
	const names = new Set(known.map(({ key }) => key));
	const added = dataIn?.K5 ? keysOf(dataIn.K5).filter(({ key }) => !names.has(key)) : [];
	return [...known, ...added.map((key) => ({ ...key, required: false, onlyK5: true }))];
}

function keysOf(data: z.ZodType): readonly DataKey[] {
	const { properties = {}, required } = fieldSchema.parse(z.toJSONSchema(data, { io: 'input', unrepresentable: 'any' }));
	return Object.entries(properties).map(([key, schema]) => ({ key, schema, required: required.includes(key), onlyK5: false }));
}
