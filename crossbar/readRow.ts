import type { JsonObject, JsonValue } from '../pivot/json';

/** Text of a row, trimmed; empty where it has none. */
export function textIn(row: JsonObject, key: string): string {
	const value = row[key];
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? value.trim() : '';
}

/** The texts of a list in a row. */
export function textsIn(row: JsonObject, key: string): string[] {
	const value: JsonValue | undefined = row[key];
	return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
