import type { JsonObject, JsonValue } from '../json';

/**
 * Numbers that were written with a fraction or an exponent but have a whole value (`5.0`, `1e3`): to the switch they are no
 * integers. How each was written, by the object or array that holds it, then by key or index.
 */
export type WholeFloats = ReadonlyMap<object, ReadonlyMap<string | number, string>>;

/** Deeper than any field of a module that is checked. */
const DEEPEST_FIELD = 10;

/** A copy in which such numbers are no integers to anybody; undefined when there are none. */
export function withFractions(data: JsonObject, floats: WholeFloats): JsonObject | undefined {
	if (floats.size === 0) return undefined;
	return withNumbers(data, (number, holder, key) => (floats.get(holder)?.has(key) ? number + 0.5 : number));
}

/** A copy in which integers too large for JavaScript are as large as it can hold them; undefined when there are none. */
export function withSafeIntegers(data: JsonObject): JsonObject | undefined {
	return withNumbers(data, (number) => (isTooLarge(number) ? Math.sign(number) * Number.MAX_SAFE_INTEGER : number));
}

/** Puts the too large integers of `original` back into what was made of its {@link withSafeIntegers safe copy}. */
export function withLargeIntegers(made: JsonObject, original: JsonObject, depth = 0): JsonObject {
	if (depth > DEEPEST_FIELD) return made;
	return mapItems(made, (item, key) => restored(item, original[key], depth));
}

function restored(made: JsonValue, original: JsonValue | undefined, depth: number): JsonValue {
	if (typeof original === 'number' && isTooLarge(original)) return original;
	if (isHolder(original) && isHolder(made) && !Array.isArray(made) && !Array.isArray(original)) {
		return withLargeIntegers(made, original, depth + 1);
	}
	if (Array.isArray(original) && Array.isArray(made)) return made.map((item, index) => restored(item, original[index], depth + 1));
	return made;
}

function isTooLarge(number: number): boolean {
	return Number.isInteger(number) && !Number.isSafeInteger(number);
}

type Change = (number: number, holder: object, key: string | number) => number;

function withNumbers(data: JsonObject, change: Change): JsonObject | undefined {
	let changes = 0;
	const changed = (value: JsonValue, holder: object, key: string | number, depth: number): JsonValue => {
		if (typeof value === 'number') {
			const other = change(value, holder, key);
			changes += Object.is(other, value) ? 0 : 1;
			return other;
		}
		if (!isHolder(value) || depth > DEEPEST_FIELD) return value;
		if (Array.isArray(value)) return value.map((item, index) => changed(item, value, index, depth + 1));
		return mapItems(value, (item, name) => changed(item, value, name, depth + 1));
	};
	const copy = mapItems(data, (item, name) => changed(item, data, name, 0));
	return changes === 0 ? undefined : copy;
}

function mapItems(object: JsonObject, change: (value: JsonValue, key: string) => JsonValue): JsonObject {
	return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

function isHolder(value: JsonValue | undefined): value is JsonObject | JsonValue[] {
	return typeof value === 'object' && value !== null;
}
