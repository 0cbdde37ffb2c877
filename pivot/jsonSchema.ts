import * as z from 'zod/v4';
import { isJsonObject, type JsonObject, type JsonValue } from './json';

/**
 * Any JSON value. Unlike `z.json()` and `z.record()` it takes an object with a key `constructor`: whoever draws a callflow may give
 * a variable that name.
 */
export const jsonSchema = z.custom<JsonValue>(isJsonValue, 'Invalid input: expected a JSON value');

/** Any JSON object. */
export const jsonObjectSchema = z.custom<JsonObject>((value) => isJsonObject(value) && isJsonValue(value), 'Invalid input: expected a JSON object');

/** Works without recursion, on any depth. */
function isJsonValue(root: unknown): boolean {
	const open: unknown[] = [root];
	while (open.length > 0) {
		const value = open.pop();
		if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) open.push(item);
		else if (!isScalar(value)) return false;
	}
	return true;
}

function isScalar(value: unknown): boolean {
	return value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}
