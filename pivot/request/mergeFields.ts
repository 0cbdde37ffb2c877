import type { JsonObject } from '../json';
import { ownField, setField } from './fieldTree';

/**
 * The fields of the query and of the body together. A name in both becomes a list of both, the body's last: it is
 * the one that counts.
 */
export function mergeFields(query: JsonObject, body: JsonObject): JsonObject {
	const merged: JsonObject = {};
	for (const [name, value] of Object.entries(query)) setField(merged, name, value);
	for (const [name, value] of Object.entries(body)) {
		const standing = ownField(merged, name);
		setField(merged, name, standing === undefined ? value : [standing, value]);
	}
	return merged;
}
