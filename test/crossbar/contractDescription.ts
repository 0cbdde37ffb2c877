import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv-draft-04';
import * as z from 'zod/v4';
import { isJsonObject, type JsonValue } from '../../pivot/json';
import { switchSchema, type SchemaSet } from '../switchSchemas/schema';

const FILE = path.resolve(import.meta.dirname, '../../../shared/contracts/kazoo/crossbar-subset.enveloped.openapi3.json');

/** Why the description of the API cannot be read, or undefined. On CI that is an error. */
export function descriptionMissing(): string | undefined {
	if (existsSync(FILE)) return undefined;
	if (process.env['CI'] !== undefined) throw new Error(`The description of the switch's API must be there on CI: ${FILE}`);
	return 'the description of the switch\'s API is not in ../shared/contracts/kazoo, so the virtual switch is not held against it';
}

/** One operation as described. */
export interface DescribedOperation {
	/** Such as `PUT /accounts/{ACCOUNT_ID}/callflows`. */
	readonly name: string;
	readonly method: string;
	readonly path: string;
	/** What a parameter must be, by name; `X-Auth-Token` among them where it is asked for. */
	readonly parameters: Readonly<Record<string, JsonValue>>;
	/** Name of the schema of `data`, where there is a JSON body. */
	readonly data?: string;
	/** What the answer must be. */
	readonly answer: JsonValue;
}

const json = z.json();
const operation = z.object({
	parameters: z.array(z.object({ $ref: z.string() })).default([]),
	requestBody: z.object({ content: z.record(z.string(), z.object({ schema: json })) }).optional(),
	responses: z.object({ 200: z.object({ content: z.object({ 'application/json': z.object({ schema: json }) }) }).optional() }),
});
const described = z.object({
	paths: z.record(z.string(), z.record(z.string(), operation)),
	components: z.object({
		schemas: z.record(z.string(), json),
		parameters: z.record(z.string(), z.object({ name: z.string(), schema: json })),
	}),
});

function description() {
	return described.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}

/** Every operation; none where the description is missing. */
export function describedOperations(): readonly DescribedOperation[] {
	if (!existsSync(FILE)) return [];
	const { paths, components } = description();
	return Object.entries(paths).flatMap(([where, operations]) => Object.entries(operations).map(([method, { parameters, requestBody, responses }]) => {
		const data = requestBody === undefined ? undefined : /"data":\{"\$ref":"#\/components\/schemas\/([^"]+)"/.exec(JSON.stringify(requestBody))?.[1];
		return {
			name: `${method.toUpperCase()} ${where}`, method: method.toUpperCase(), path: where,
			parameters: Object.fromEntries(parameters.map(({ $ref }) => {
				const parameter = components.parameters[$ref.split('/').at(-1) ?? ''];
				if (parameter === undefined) throw new Error(`The description names a parameter it does not have: ${$ref}`);
				return [parameter.name, parameter.schema];
			})),
			...(data === undefined ? {} : { data }),
			answer: responses[200]?.content['application/json'].schema ?? {},
		};
	}));
}

/** The schemas of the description in the form of the switch's own. */
export function describedSchemas(): SchemaSet {
	return new Map(Object.entries(description().components.schemas).map(([name, schema]) => [name, switchSchema.parse(asOwn(schema))]));
}

/**
 * The description writes keywords OpenAPI does not have with `x-` before them, references as paths, and the digits of an
 * enumeration of texts as numbers.
 */
function asOwn(value: JsonValue): JsonValue {
	if (Array.isArray(value)) return value.map(asOwn);
	if (!isJsonObject(value)) return value;
	return Object.fromEntries(Object.entries(value).flatMap(([key, inner]): [string, JsonValue][] => {
		if (key === 'enum' && value['type'] === 'string' && Array.isArray(inner)) return [[key, inner.map(String)]];
		if (key === '$ref' && typeof inner === 'string') return [[key, inner.split('/').at(-1) ?? '']];
		if (key === 'x-patternProperties') return [['patternProperties', asOwn(inner)]];
		return key.startsWith('x-') ? [] : [[key, asOwn(inner)]];
	}));
}

/** Whether a value is what a schema of the description asks for. */
export function isAsDescribed(schema: JsonValue, value: unknown): boolean {
	if (!isJsonObject(schema)) throw new Error('A schema is an object.');
	return new Ajv({ strict: false }).validate(schema, value);
}
