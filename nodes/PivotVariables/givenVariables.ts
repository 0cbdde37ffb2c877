import type { JsonValue } from '../../pivot/json';
import { bytesOf, encodeVariable, MAX_KEPT_BYTES, MAX_STEP_BYTES, MAX_VALUE_BYTES } from '../../pivot/variables/encodeVariable';
import { keyProblem } from '../../pivot/variables/variableKey';
import { VARIABLE_KINDS, type VariableKind } from '../../pivot/variables/variableKind';
import { rowsOf } from './rowsOf';

/** The variables of the form, as text. */
export interface GivenVariables {
	readonly ok: true;
	/** For the switch. */
	readonly open: Readonly<Record<string, string>>;
	/** For the pivot server only. */
	readonly secret: Readonly<Record<string, string>>;
}

export type Refused = { readonly ok: false; readonly message: string };

/** Reads and checks the variables to set; what would not come back is refused, in a sentence. */
export function givenVariables(parameter: unknown): GivenVariables | Refused {
	const open = new Map<string, string>();
	const secret = new Map<string, string>();
	for (const row of rowsOf(parameter)) {
		const key = String(row['key'] ?? '').trim();
		const problem = keyProblem(key);
		if (problem !== undefined) return refused(problem);
		if (open.has(key) || secret.has(key)) return refused(`The variable “${key}” stands twice in the list. Remove one of the two.`);
		const encoded = encodeVariable(row['value'], kindOf(row['kind']));
		if (!encoded.ok) return refused(`The variable “${key}” cannot be set: ${encoded.message}`);
		(row['keep'] === 'server' ? secret : open).set(key, encoded.text);
	}
	const tooLarge = sizeProblem(open, secret);
	return tooLarge === undefined ? { ok: true, open: Object.fromEntries(open), secret: Object.fromEntries(secret) } : refused(tooLarge);
}

/** A kind of the form; text where it is none. */
export function kindOf(value: JsonValue | undefined): VariableKind {
	return VARIABLE_KINDS.find((kind) => kind === value) ?? 'text';
}

function sizeProblem(open: ReadonlyMap<string, string>, secret: ReadonlyMap<string, string>): string | undefined {
	for (const [key, text] of open) {
		if (bytesOf(text) > MAX_VALUE_BYTES) {
			return `The variable “${key}” has ${bytesOf(text)} bytes, more than the ${MAX_VALUE_BYTES} that may go with the call: the switch repeats it in every request, event and call record. Keep it on the pivot server only.`;
		}
	}
	if (sum(open) > MAX_STEP_BYTES) return `The variables have ${sum(open)} bytes together, more than the ${MAX_STEP_BYTES} that may go with the call. Keep some on the pivot server only.`;
	if (sum(secret) > MAX_KEPT_BYTES) return `The variables on the pivot server have ${sum(secret)} bytes together, more than the ${MAX_KEPT_BYTES} it takes. Keep an id instead, and the rest where it comes from.`;
	return undefined;
}

function sum(variables: ReadonlyMap<string, string>): number {
	return [...variables].reduce((total, [key, text]) => total + bytesOf(key) + bytesOf(text), 0);
}

function refused(message: string): Refused {
	return { ok: false, message };
}
