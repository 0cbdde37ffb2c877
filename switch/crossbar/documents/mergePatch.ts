import { isJsonObject, type JsonObject, type JsonValue } from '../../../pivot/json';

/**
 * What a PATCH makes of a document: objects are merged at any depth, `null` takes a key away, an empty object empties, lists
 * and other values replace what was there.
 */
export function mergePatch(document: JsonObject, patch: JsonObject): JsonObject {
	const merged: JsonObject = { ...document };
	for (const [key, value] of Object.entries(patch)) {
		const before = Object.hasOwn(document, key) ? document[key] : undefined;
		if (value === null) Reflect.deleteProperty(merged, key);
		else Object.defineProperty(merged, key, { value: patched(before, value), enumerable: true, configurable: true, writable: true });
	}
	return merged;
}

function patched(before: JsonValue | undefined, value: JsonValue): JsonValue {
	if (!isJsonObject(value)) return value;
	return isJsonObject(before) && Object.keys(value).length > 0 ? mergePatch(before, value) : mergePatch({}, value);
}
