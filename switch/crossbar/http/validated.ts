import type * as z from 'zod/v4';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../pivot/json';
import { ApiFault, validationFault, type ValidationErrors } from './apiFault';
import type { ApiRequest } from './exchange';

/** `data` of a body. Throws the fault for a body without the `{"data": …}` around it. */
export function dataOf(request: ApiRequest): JsonObject {
	const data = request.envelope['data'];
	if (isJsonObject(data)) return data;
	throw validationFault({ data: data === undefined ? { required: REQUIRED } : { type: { message: 'Value did not match type(s): object', target: 'object' } } });
}

/** `data` of a body as the schema has it, defaults written in. Throws the fault that lists what is wrong. */
export function validated<Schema extends z.ZodType>(schema: Schema, data: JsonObject): z.output<Schema> {
	const read = schema.safeParse(data);
	if (!read.success) throw validationFault(errorsOf(read.error.issues, data));
	return read.data;
}

const REQUIRED = { message: 'Field is required but missing' } as const;

/** What is wrong, in the words of the switch: field → rule → message (reference "kazoo-pivot" §6.4). */
export function errorsOf(issues: readonly z.core.$ZodIssue[], data: JsonObject): ValidationErrors {
	const errors: Record<string, Record<string, JsonObject>> = {};
	for (const issue of issues) {
		const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
		for (const path of keys) {
			const [rule, detail] = ruleOf(issue, valueAt(data, path));
			(errors[path.map(String).join('.')] ??= {})[rule] = detail;
		}
	}
	return errors;
}

function ruleOf(issue: z.core.$ZodIssue, value: JsonValue | undefined): [string, JsonObject] {
	if (value === undefined) return ['required', REQUIRED];
	switch (issue.code) {
		case 'invalid_type':
			return ['type', { message: `Value did not match type(s): ${typeNamed(issue.expected)}`, target: typeNamed(issue.expected), value }];
		case 'invalid_union':
			return ['type', { message: 'Value did not match any of the types it may have', value }];
		case 'invalid_value':
			return ['enum', { message: 'Value not found in enumerated list of values', target: issue.values.map(String), value }];
		case 'too_small':
			return sized(issue.origin, 'min', Number(issue.minimum), value);
		case 'too_big':
			return sized(issue.origin, 'max', Number(issue.maximum), value);
		case 'invalid_format':
			return ['pattern', { message: 'Failed to match pattern', target: issue.pattern ?? issue.format, value }];
		case 'unrecognized_keys':
		case 'invalid_key':
			return ['additionalProperties', { message: 'Strict checking of data is enabled and this key is not allowed', value }];
		case 'custom':
			return ['uniqueItems', { message: 'List of items is not unique', value }];
		default:
			return ['invalid', { message: 'Value is invalid', value }];
	}
}

/** The word of JSON Schema; every number of these documents is an integer. */
function typeNamed(expected: string): string {
	if (expected === 'number' || expected === 'int') return 'integer';
	return expected === 'record' ? 'object' : expected;
}

function sized(origin: string, end: 'min' | 'max', target: number, value: JsonValue): [string, JsonObject] {
	const side = end === 'min' ? 'at least' : 'at most';
	if (origin === 'string') return [`${end}Length`, { message: `String must have ${side} ${target} characters`, target, value }];
	if (origin === 'array') return [`${end}Items`, { message: `The list must have ${side} ${target} items`, target, value }];
	return [`${end}imum`, { message: `Value must be ${side} ${target}`, target, value }];
}

function valueAt(data: JsonObject, path: readonly PropertyKey[]): JsonValue | undefined {
	let value: JsonValue | undefined = data;
	for (const key of path) {
		if (Array.isArray(value)) value = value[Number(key)];
		else value = isJsonObject(value) ? value[String(key)] : undefined;
	}
	return value;
}

/** A whole number above 0 from the query, `undefined` where it is absent. Throws the fault for anything else. */
export function positiveIn(request: ApiRequest, name: string): number | undefined {
	const text = request.query.get(name);
	if (text === null) return undefined;
	if (/^\d+$/.test(text) && Number(text) > 0) return Number(text);
	throw new ApiFault(404, 'faulty_request', { message: `${name.replace('_', ' ')} must be at least 1` });
}
