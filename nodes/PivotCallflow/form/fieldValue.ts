import type { JsonValue } from '../../../pivot/json';
import { readJsonParameter } from '../../parameters/readJsonParameter';
import { isEmpty, type FormField } from './formField';

/** What a field of the form says: a value, nothing, or what cannot be read. */
export type FieldValue =
	| { readonly said: 'value'; readonly value: JsonValue }
	| { readonly said: 'nothing' }
	| { readonly said: 'nonsense'; readonly message: string };

const NOTHING: FieldValue = { said: 'nothing' };

/**
 * Reads what a person or an expression put into a field. What is left empty says nothing, and so does a field that stands in
 * every form and holds what the switch would take anyway: the callflow stays as short as one written by hand. Limits are not
 * looked at here, `checkCallflow` knows them.
 */
export function fieldValue(field: FormField, parameter: unknown): FieldValue {
	if (parameter === undefined || parameter === null) return NOTHING;
	const read = READERS[field.kind](parameter);
	if (read.said !== 'value') return read;
	if (isEmpty(read.value) && !(field.required && field.kind === 'text')) return NOTHING;
	return !field.rare && sameJson(read.value, field.default) ? NOTHING : read;
}

const READERS: Readonly<Record<FormField['kind'], (parameter: unknown) => FieldValue>> = {
	text: (parameter) => value(typeof parameter === 'object' ? JSON.stringify(parameter) : String(parameter)),
	number: (parameter) => value(asNumber(parameter)),
	'yes-no': (parameter) => value(asYesNo(parameter)),
	choice: (parameter) => value(jsonOf(parameter)),
	choices: (parameter) => value(asList(parameter)),
	list: (parameter) => value(asList(parameter)),
	mixed: (parameter) => value(typeof parameter === 'string' ? asYesNo(parameter) : jsonOf(parameter)),
	json: typedJson,
};

function value(json: JsonValue): FieldValue {
	return { said: 'value', value: json };
}

/** What was typed as JSON; an expression may give the object itself. */
function typedJson(parameter: unknown): FieldValue {
	if (typeof parameter === 'string' && parameter.trim() === '') return NOTHING;
	const json = readJsonParameter(parameter);
	return json.ok ? value(json.value) : { said: 'nonsense', message: `is not JSON: ${json.message}` };
}

function jsonOf(parameter: unknown): JsonValue {
	const json = readJsonParameter(typeof parameter === 'string' ? JSON.stringify(parameter) : parameter);
	return json.ok ? json.value : null;
}

/** A number where the text is one; else the text itself, for the check to refuse. */
function asNumber(parameter: unknown): JsonValue {
	if (typeof parameter !== 'string') return jsonOf(parameter);
	const text = parameter.trim();
	return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

function asYesNo(parameter: unknown): JsonValue {
	if (parameter === 'true' || parameter === 'false') return parameter === 'true';
	return jsonOf(parameter);
}

/** Texts as an expression may give them: a list, or separated by commas. */
function asList(parameter: unknown): JsonValue {
	const entries: readonly unknown[] = Array.isArray(parameter) ? parameter : String(parameter).split(',');
	return entries.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
}

function sameJson(a: JsonValue, b: JsonValue | undefined): boolean {
	return b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
