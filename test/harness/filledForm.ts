import { isJsonObject, type JsonObject, type JsonValue } from '../../pivot/json';
import { ENTRY, ID, MORE_OPTIONS, ROW } from '../../nodes/PivotCallflow/form/fieldParameter';
import { parameterName, type FormField } from '../../nodes/PivotCallflow/form/formField';
import { FORMS } from '../../nodes/PivotCallflow/form/forms';
import { FURTHER_KEYS } from '../../nodes/PivotCallflow/form/moduleForm';

/** The parameters a person would leave in Pivot Callflow who fills in this `data`. */
export function filledForm(module: string, data: JsonObject): Record<string, unknown> {
	const form = FORMS.get(module);
	if (!form) throw new Error(`no form for ${module}`);
	const rare = filled(form.rareFields, data);
	const asked = new Set([...form.fields, ...form.rareFields].map(({ path: [key] }) => key));
	const further = Object.fromEntries(Object.entries(data).filter(([key]) => !asked.has(key)));
	const { voice_url: voiceUrl, ...others } = further;
	const isPivot = module === 'pivot' && voiceUrl !== undefined;
	const left = isPivot ? others : further;
	return {
		resource: form.definition.group,
		operation: module,
		...(isPivot ? { ask: 'other', voiceUrl, failback: 'next' } : {}),
		...filled(form.fields, data),
		[MORE_OPTIONS]: { ...rare, ...(Object.keys(left).length > 0 ? { [FURTHER_KEYS]: JSON.stringify(left) } : {}) },
	};
}

function filled(fields: readonly FormField[], data: JsonObject): Record<string, unknown> {
	const parameters: Record<string, unknown> = {};
	for (const field of fields) {
		const value = valueAtPath(data, field.path);
		if (value !== undefined) parameters[parameterName(field)] = parameterOf(field, value);
	}
	return parameters;
}

function valueAtPath(data: JsonObject, path: readonly string[]): JsonValue | undefined {
	return path.reduce<JsonValue | undefined>((value, key) => (isJsonObject(value) ? value[key] : undefined), data);
}

const picked = (value: unknown) => ({ __rl: true, mode: 'id', value });

function parameterOf(field: FormField, value: JsonValue): unknown {
	switch (field.kind) {
		case 'id':
			return picked(value);
		case 'ids':
			return { [ROW]: Array.isArray(value) ? value.map((id) => ({ [ID]: picked(id) })) : [] };
		case 'numbers':
		case 'one-or-list':
			return Array.isArray(value) ? value.map(asText).join(', ') : value;
		case 'json':
			return JSON.stringify(value);
		case 'entries':
			return { [ENTRY]: Object.entries(isJsonObject(value) ? value : {}).map(([key, entry]) => ({ key, value: entry })) };
		case 'rows':
			return { [ROW]: Array.isArray(value) ? value.map((row) => rowOf(field.rowFields ?? [], row)) : [] };
		default:
			return value;
	}
}

function rowOf(fields: readonly FormField[], row: JsonValue): Record<string, unknown> {
	if (!isJsonObject(row)) throw new Error(`a row is an object: ${JSON.stringify(row)}`);
	const shown = fields.filter(({ shownFor }) => !shownFor || shownFor.values.includes(asText(row[shownFor.field] ?? null)));
	return { ...filled(shown.filter(({ rare }) => !rare), row), [MORE_OPTIONS]: filled(shown.filter(({ rare }) => rare), row) };
}

function asText(value: JsonValue): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
