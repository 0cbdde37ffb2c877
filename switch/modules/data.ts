import { isJsonObject, type JsonObject } from '../../pivot/json';

/** The text under a key of `data`; undefined where it is absent, empty or no text. */
export function textIn(data: JsonObject, key: string): string | undefined {
	const value = data[key];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The number under a key, also one written as text. */
export function numberIn(data: JsonObject, key: string): number | undefined {
	const value = data[key];
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

/** True only where the key holds `true`. */
export function flagIn(data: JsonObject, key: string): boolean {
	return data[key] === true;
}

/** The object under a key, an empty one where there is none. */
export function objectIn(data: JsonObject, key: string): JsonObject {
	const value = data[key];
	return isJsonObject(value) ? value : {};
}

/** The texts of a list; undefined where there is no list. */
export function textsIn(data: JsonObject, key: string): string[] | undefined {
	const value = data[key];
	return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

/** The objects of a list. */
export function objectsIn(data: JsonObject, key: string): JsonObject[] {
	const value = data[key];
	return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
