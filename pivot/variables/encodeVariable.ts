import { asDate, asNumber, asYesNo, KIND_IN_WORDS, type VariableKind } from './variableKind';

/**
 * A value that goes with the call may have this many bytes: the switch repeats it in every request, event and call
 * record (reference "kazoo-pivot" §8.1, "a few hundred bytes per value").
 */
export const MAX_VALUE_BYTES = 512;

/** All values that one step gives the call, in bytes. */
export const MAX_STEP_BYTES = 4096;

/** A value that is kept on the pivot server, in bytes. */
export const MAX_KEPT_BYTES = 16 * 1024;

export type EncodedVariable = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/**
 * A value as text for `set_variables`, on every version of the switch: KAZOO 4.3 takes nothing else, and elsewhere numbers
 * change their form, empty lists vanish and objects come apart on the way. `readVariable` gives back what went in.
 *
 * @param value what a person typed, or anything an expression gave
 */
export function encodeVariable(value: unknown, kind: VariableKind): EncodedVariable {
	const text = ENCODERS[kind](value);
	if (text === undefined) return { ok: false, message: `its value is not ${KIND_IN_WORDS[kind]}.` };
	if (text.includes('\0')) return { ok: false, message: 'its value holds a NUL character, at which the switch cuts a text.' };
	return { ok: true, text: Buffer.from(text, 'utf8').toString('utf8') };
}

/** Bytes of a text on the wire, before the switch escapes it. */
export function bytesOf(text: string): number {
	return Buffer.byteLength(text, 'utf8');
}

const ENCODERS: Readonly<Record<VariableKind, (value: unknown) => string | undefined>> = {
	text: plainText,
	number: (value) => numberText(plainText(value) ?? ''),
	yesNo: (value) => yesNoText(plainText(value) ?? ''),
	date: (value) => asDate(dateText(value) ?? ''),
	json: jsonText,
};

function plainText(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : undefined;
}

function numberText(text: string): string | undefined {
	const number = asNumber(text);
	return number === undefined ? undefined : String(number);
}

function yesNoText(text: string): string | undefined {
	const answer = asYesNo(text);
	return answer === undefined ? undefined : String(answer);
}

/** Dates of JavaScript and of Luxon, which n8n's expressions give, say themselves as ISO text. */
function dateText(value: unknown): string | undefined {
	if (typeof value !== 'object' || value === null) return plainText(value);
	const said: unknown = JSON.parse(JSON.stringify(value));
	return typeof said === 'string' ? said : undefined;
}

function jsonText(value: unknown): string | undefined {
	try {
		return JSON.stringify(typeof value === 'string' ? JSON.parse(value) : value);
	} catch {
		return undefined;
	}
}
