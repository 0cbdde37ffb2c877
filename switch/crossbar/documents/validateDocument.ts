import { checkCallflow } from '../../../pivot/callflow/check';
import { isCallflow } from '../../../pivot/callflow/checkWalk';
import { fillDefaults } from '../../../pivot/callflow/fillDefaults';
import type { Problem } from '../../../pivot/callflow/problem';
import { isJsonObject, type JsonObject } from '../../../pivot/json';
import type { SwitchVersion } from '../../../pivot/switchVersion';
import { validationFault, type ValidationErrors } from '../http/apiFault';
import { errorsOf } from '../http/validated';
import type { CrossbarHouse } from '../house';
import { normalizeNumber } from '../normalizeNumber';
import type { StoredDocument } from '../store/accountStore';
import { textsIn } from '../store/virtualAccountOf';
import type { DocumentKind } from './documentKinds';

/** Where a document is about to be stored. */
export interface Place {
	readonly accountId: string;
	/** Of the document it replaces; absent for a new one. */
	readonly id?: string | undefined;
}

/**
 * What the API stores of a document: checked by the schema of its kind, defaults written in, a callflow's numbers in
 * international form and its flow checked as a pivot's answer is, deny list included.
 *
 * @throws the fault with everything that is wrong: field → rule → message
 */
export function validateDocument(house: CrossbarHouse, kind: DocumentKind, given: JsonObject, place: Place): JsonObject {
	const data = Object.fromEntries(Object.entries(given).filter(([key]) => key !== 'id' && !key.startsWith('_') && !key.startsWith('pvt_')));
	const others = house.store.documents(place.accountId, kind.resource).filter(({ id }) => id !== place.id);
	const read = kind.schema.safeParse(kind.type === 'callflow' ? withNormalizedNumbers(data) : data);
	const made: unknown = read.data;
	const fields = isJsonObject(made) ? made : data;
	const errors = {
		...(read.success ? {} : errorsOf(read.error.issues, data)),
		...(read.success && kind.unique !== undefined ? taken(fields, kind.unique, others) : {}),
		...(kind.type === 'callflow' ? callflowErrors(house, fields, others) : {}),
	};
	if (Object.keys(errors).length > 0) throw validationFault(errors);
	return kind.type === 'callflow' ? withFilledFlow(fields, house.version) : fields;
}

function withFilledFlow(fields: JsonObject, version: SwitchVersion): JsonObject {
	const { flow } = fields;
	const filled: unknown = isCallflow(flow) ? fillDefaults(flow, version) : undefined;
	return isJsonObject(filled) ? { ...fields, flow: filled } : fields;
}

function withNormalizedNumbers(data: JsonObject): JsonObject {
	const numbers = data['numbers'];
	if (!Array.isArray(numbers)) return data;
	return { ...data, numbers: numbers.map((number) => (typeof number === 'string' ? normalizeNumber(number) : number)) };
}

function taken(fields: JsonObject, key: string, others: readonly StoredDocument[]): ValidationErrors {
	const value = fields[key];
	const other = value === undefined ? undefined : others.find((one) => one.fields[key] === value);
	return other === undefined ? {} : { [key]: { unique: { message: `The ${key} is taken by ${other.id}`, cause: value ?? '' } } };
}

function callflowErrors({ version, deny }: CrossbarHouse, fields: JsonObject, others: readonly StoredDocument[]): ValidationErrors {
	const problems = fields['flow'] === undefined ? [] : checkCallflow(fields['flow'], { version, deny }).problems;
	const { numbers = [], patterns = [] } = fields;
	const reached = !isEmptyList(numbers) || !isEmptyList(patterns);
	return {
		...Object.fromEntries(problems.map((problem) => [problem.path === '' ? 'flow' : `flow.${problem.path}`, { [ruleOf(problem)]: { message: problem.message } }])),
		...conflicts('numbers', 'Number', fields, others),
		...conflicts('patterns', 'Pattern', fields, others),
		...(reached ? {} : { numbers: { required: { message: 'Callflows must be assigned at least one number or pattern' } } }),
	};
}

function isEmptyList(value: unknown): boolean {
	return Array.isArray(value) && value.length === 0;
}

/** `callflow.min-length` is `minLength` to the API. */
function ruleOf({ code }: Problem): string {
	return code.replace('callflow.', '').replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

function conflicts(key: 'numbers' | 'patterns', word: string, fields: JsonObject, others: readonly StoredDocument[]): ValidationErrors {
	for (const cause of textsIn(fields, key)) {
		const other = others.find((one) => textsIn(one.fields, key).includes(cause));
		if (other === undefined) continue;
		const { name } = other.fields;
		return { [key]: { unique: { message: `${word} ${cause} exists in callflow ${other.id}${typeof name === 'string' ? ` ${name}` : ''}`, cause } } };
	}
	return {};
}
