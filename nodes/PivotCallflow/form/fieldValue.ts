import { isJsonObject, type JsonObject, type JsonValue } from '../../../pivot/json';
import { readJsonParameter } from '../../parameters/readJsonParameter';
import { ENTRY, ID, MORE_OPTIONS, ROW } from './fieldParameter';
import { isEmpty, parameterName, type FormField } from './formField';
import { valueAt } from './valueAt';

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
	const read = READERS[field.kind](parameter, field);
	if (read.said !== 'value') return read;
	if (isEmpty(read.value) && !(field.required && ['text', 'rows'].includes(field.kind))) return NOTHING;
	return !field.rare && sameJson(read.value, field.default) ? NOTHING : read;
}

const READERS: Readonly<Record<FormField['kind'], (parameter: unknown, field: FormField) => FieldValue>> = {
	text: (parameter) => value(asText(parameter)),
	number: (parameter) => value(asNumber(parameter)),
	'yes-no': (parameter) => value(asYesNo(parameter)),
	choice: (parameter) => value(jsonOf(parameter)),
	choices: (parameter) => value(asList(parameter)),
	list: (parameter) => value(asList(parameter)),
	numbers: (parameter) => value(asList(parameter).map(asNumber)),
	'one-or-list': (parameter) => value(asOneOrList(parameter)),
	mixed: (parameter) => value(typeof parameter === 'string' ? asYesNo(parameter) : jsonOf(parameter)),
	id: (parameter) => value(asText(valueAt(parameter))),
	ids: (parameter) => value(asIds(parameter)),
	rows: (parameter, field) => asRows(parameter, field),
	entries: asEntries,
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

function asText(parameter: unknown): string {
	if (parameter === undefined || parameter === null) return '';
	return typeof parameter === 'object' ? JSON.stringify(parameter) : String(parameter);
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
function asList(parameter: unknown): string[] {
	const entries: readonly unknown[] = Array.isArray(parameter) ? parameter : asText(parameter).split(',');
	return entries.map((entry) => asText(entry).trim()).filter((entry) => entry !== '');
}

function asOneOrList(parameter: unknown): JsonValue {
	const list = asList(parameter);
	return list.length > 1 ? list : list[0] ?? '';
}

function asIds(parameter: unknown): JsonValue {
	return asList(isJsonObject(parameter) ? rowsIn(parameter, ROW).map((row) => valueAt(row[ID])) : parameter);
}

function asRows(parameter: unknown, { rowFields = [] }: FormField): FieldValue {
	if (!isJsonObject(parameter)) return typedJson(parameter);
	const rows: JsonObject[] = [];
	for (const row of rowsIn(parameter, ROW)) {
		const read = rowData(rowFields, row);
		if (read.said === 'nonsense') return read;
		rows.push(read.data);
	}
	return value(rows);
}

/** One row as the switch takes it. */
function rowData(fields: readonly FormField[], row: JsonObject): { readonly said: 'value'; readonly data: JsonObject } | { readonly said: 'nonsense'; readonly message: string } {
	const more = row[MORE_OPTIONS];
	const data: JsonObject = {};
	for (const field of fields) {
		if (field.shownFor && !field.shownFor.values.includes(asText(row[field.shownFor.field]))) continue;
		const name = parameterName(field);
		const said = fieldValue(field, row[name] ?? (isJsonObject(more) ? more[name] : undefined));
		if (said.said === 'nonsense') return { said: 'nonsense', message: `has an entry whose “${field.title}” ${said.message}` };
		if (said.said === 'value') putAt(data, field.path, said.value);
	}
	return { said: 'value', data };
}

function asEntries(parameter: unknown): FieldValue {
	if (!isJsonObject(parameter) || !Array.isArray(parameter[ENTRY])) return typedJson(parameter);
	const entries = rowsIn(parameter, ENTRY).map(({ key, value: entry = '' }) => [asText(key).trim(), entry] as const);
	const twice = entries.find(([key], position) => entries.findIndex(([other]) => other === key) !== position);
	if (twice) return { said: 'nonsense', message: `names “${twice[0]}” twice: give each name once.` };
	if (entries.some(([key]) => key === '')) return { said: 'nonsense', message: 'has an entry without a name: name it, or take it out.' };
	return value(Object.fromEntries(entries));
}

function rowsIn(parameter: JsonObject, name: string): readonly JsonObject[] {
	const rows = parameter[name];
	return Array.isArray(rows) ? rows.filter(isJsonObject) : [];
}

/** Writes a value into an object, at a path of keys. */
export function putAt(data: JsonObject, path: readonly string[], entry: JsonValue): void {
	const [key = '', ...rest] = path;
	if (rest.length === 0) {
		data[key] = entry;
		return;
	}
	const inner = data[key];
	const object: JsonObject = isJsonObject(inner) ? inner : {};
	data[key] = object;
	putAt(object, rest, entry);
}

function sameJson(a: JsonValue, b: JsonValue | undefined): boolean {
	return b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
