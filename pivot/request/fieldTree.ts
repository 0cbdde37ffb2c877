import { isJsonObject, type JsonObject, type JsonValue } from '../json';

/** Deeper names are kept, but as one name: what is read here is written as JSON again, and that has limits. */
export const MAX_DEPTH = 64;

/**
 * Takes a field's name apart: `Vars[order][id]` is `Vars`, `order`, `id`; `User-ID[]` is `User-ID` and an
 * empty name, which means a list.
 *
 * The switch does not encode names (reference "kazoo-pivot" §4.4), so a variable called `x[y]` arrives as
 * `Vars[x[y]]`: only `][` parts names, and every other bracket belongs to one.
 */
export function splitFieldName(name: string): string[] {
	const open = name.indexOf('[');
	if (open <= 0 || !name.endsWith(']')) return [name];
	const inner = name.slice(open + 1, -1).split('][');
	const names = inner.length < MAX_DEPTH ? inner : [...inner.slice(0, MAX_DEPTH - 1), inner.slice(MAX_DEPTH - 1).join('][')];
	return [name.slice(0, open), ...names];
}

/** The own value of a key: `constructor` is a name like any other. */
export function ownField(fields: JsonObject, name: string): JsonValue | undefined {
	return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Sets a key as an own property: `__proto__` is a name like any other. */
export function setField<T>(fields: Record<string, T>, name: string, value: T): void {
	Object.defineProperty(fields, name, { value, writable: true, enumerable: true, configurable: true });
}

/**
 * Puts a value at its place and loses none that stands there: values of the same name become a list, and a name
 * that is both a value and a group keeps its value in the group, under the empty name.
 */
export function putField(fields: JsonObject, path: readonly string[], value: JsonValue): void {
	const asList = path.length > 1 && path.at(-1) === '';
	const names = asList ? path.slice(0, -1) : path;
	let group = fields;
	for (const name of names.slice(0, -1)) group = groupOf(group, name);
	putValue(group, names.at(-1) ?? '', value, asList);
}

function putValue(group: JsonObject, name: string, value: JsonValue, asList: boolean): void {
	const standing = ownField(group, name);
	if (standing === undefined) setField(group, name, asList ? [value] : value);
	else if (Array.isArray(standing)) standing.push(value);
	else if (isJsonObject(standing)) putValue(standing, '', value, asList);
	else setField(group, name, [standing, value]);
}

function groupOf(fields: JsonObject, name: string): JsonObject {
	const standing = ownField(fields, name);
	if (isJsonObject(standing)) return standing;
	const group: JsonObject = standing === undefined ? {} : { '': standing };
	setField(fields, name, group);
	return group;
}

/** True when a value is nested deeper than can safely be written again. */
export function isTooDeep(value: JsonValue): boolean {
	let level: JsonValue[] = [value];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > MAX_DEPTH * 2) return true;
		level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
	}
	return false;
}
