import { isJsonObject, type JsonObject, type JsonValue } from '../../../pivot/json';
import { gregorianSecondsOf } from '../../../pivot/time/gregorian';
import { shown, type StoredDocument } from '../store/accountStore';

/**
 * Whether a document passes the filters of a query: `filter_KEY`, `filter_not_KEY`, `has_key`, `key_missing`, `has_value`,
 * `missing_value`, and the times `created_from`, `created_to`, `modified_from`, `modified_to` in gregorian seconds. A key may
 * be dotted. All must hold; other parameters of the query are no filters.
 */
export function passesFilters(document: StoredDocument, query: URLSearchParams): boolean {
	const fields = shown(document);
	const created = gregorianSecondsOf(document.createdAtMs);
	const modified = gregorianSecondsOf(document.modifiedAtMs);
	return [...query].every(([name, value]) => {
		switch (name) {
			case 'has_key': return valueAt(fields, value) !== undefined;
			case 'key_missing': return valueAt(fields, value) === undefined;
			case 'has_value': return !isEmpty(valueAt(fields, value));
			case 'missing_value': return isEmpty(valueAt(fields, value));
			case 'created_from': return created >= Number(value);
			case 'created_to': return created <= Number(value);
			case 'modified_from': return modified >= Number(value);
			case 'modified_to': return modified <= Number(value);
			default: return passes(fields, name, value);
		}
	});
}

function passes(fields: JsonObject, name: string, value: string): boolean {
	const [, not, key] = /^filter_(not_)?(.+)$/.exec(name) ?? [];
	if (key === undefined) return true;
	return isValue(asText(valueAt(fields, key)), value) === (not === undefined);
}

/** Equal as texts, or one of the items where the filter is a JSON list. */
function isValue(text: string, wanted: string): boolean {
	if (text === wanted) return true;
	try {
		const list: unknown = JSON.parse(wanted);
		return Array.isArray(list) && list.includes(text);
	} catch {
		return false;
	}
}

/** A list is its items one after the other, so that `filter_numbers` finds only a callflow with a single number. */
function asText(value: JsonValue | undefined): string {
	if (Array.isArray(value)) return value.map(asText).join('');
	if (value === undefined || value === null || isJsonObject(value)) return '';
	return String(value);
}

function valueAt(fields: JsonObject, key: string): JsonValue | undefined {
	let value: JsonValue | undefined = fields;
	for (const part of key.split('.')) value = isJsonObject(value) ? value[part] : undefined;
	return value;
}

function isEmpty(value: JsonValue | undefined): boolean {
	if (value === undefined || value === null || value === '') return true;
	return typeof value === 'object' && Object.keys(value).length === 0;
}
