import type { JsonObject } from '../../pivot/json';
import { readVariable, textOf } from '../../pivot/variables/readVariable';
import { KIND_IN_WORDS } from '../../pivot/variables/variableKind';
import { kindOf, type Refused } from './givenVariables';
import { rowsOf } from './rowsOf';

export interface ReadValues {
	readonly ok: true;
	readonly values: JsonObject;
	/** Variables that hold something of another type, in sentences. */
	readonly problems: readonly string[];
}

/** The variables of a call by the rows of the form; all of them as text where there are none. */
export function readValues(variables: JsonObject, parameter: unknown): ReadValues | Refused {
	const rows = rowsOf(parameter);
	if (rows.length === 0) {
		return { ok: true, values: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, textOf(value)])), problems: [] };
	}
	const values: [string, JsonObject[string]][] = [];
	const problems: string[] = [];
	for (const row of rows) {
		const key = String(row['key'] ?? '').trim();
		const kind = kindOf(row['kind']);
		const fallback = readVariable({ [key]: row['fallback'] ?? '' }, key, kind);
		if (fallback.problem !== undefined) return { ok: false, message: `The default of “${key}” is not ${KIND_IN_WORDS[kind]}.` };
		const { value, problem } = readVariable(variables, key, kind, fallback.value);
		if (value !== undefined) values.push([key, value]);
		if (problem !== undefined) problems.push(problem);
	}
	return { ok: true, values: Object.fromEntries(values), problems };
}
