import { isJsonObject, type JsonObject } from '../../pivot/json';

/** The rows of a collection of variables in the form; an expression may give anything. */
export function rowsOf(parameter: unknown): readonly JsonObject[] {
	const rows = isJsonObject(parameter) ? parameter['variable'] : undefined;
	return Array.isArray(rows) ? rows.filter(isJsonObject) : [];
}
