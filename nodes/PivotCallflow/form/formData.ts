import { isJsonObject, type JsonObject } from '../../../pivot/json';
import { readJsonParameter } from '../../parameters/readJsonParameter';
import { MORE_OPTIONS } from './fieldParameter';
import { fieldValue, putAt } from './fieldValue';
import { parameterName, type FormField } from './formField';
import { FURTHER_KEYS, type ModuleForm } from './moduleForm';

export type FormData =
	| { readonly ok: true; readonly data: JsonObject }
	| { readonly ok: false; readonly title: string; readonly message: string };

/**
 * `data` of a step, from what the form holds.
 *
 * @param read gives the value of a parameter of the node, undefined where it has none
 */
export function formData(form: ModuleForm, read: (parameter: string) => unknown): FormData {
	const more = read(MORE_OPTIONS);
	const rare: Readonly<Record<string, unknown>> = isJsonObject(more) ? more : {};
	const data: JsonObject = {};
	for (const [field, parameter] of parameters(form, read, rare)) {
		const said = fieldValue(field, parameter);
		if (said.said === 'nonsense') return { ok: false, title: field.title, message: said.message };
		if (said.said === 'value') putAt(data, field.path, said.value);
	}
	const further = readJsonParameter(rare[FURTHER_KEYS] ?? {});
	if (!further.ok) return { ok: false, title: 'Further keys', message: `is not JSON: ${further.message}` };
	if (!isJsonObject(further.value)) return { ok: false, title: 'Further keys', message: 'must be a JSON object, such as { "key": "value" }.' };
	return { ok: true, data: { ...data, ...further.value } };
}

function parameters(form: ModuleForm, read: (parameter: string) => unknown, rare: Readonly<Record<string, unknown>>): readonly (readonly [FormField, unknown])[] {
	return [
		...form.fields.map((field) => [field, read(parameterName(field))] as const),
		...form.rareFields.map((field) => [field, rare[parameterName(field)]] as const),
	];
}
