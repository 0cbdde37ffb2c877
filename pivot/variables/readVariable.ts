import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { asDate, asNumber, asYesNo, KIND_IN_WORDS, type VariableKind } from './variableKind';

/** A variable as it came back with a call. */
export interface ReadVariable {
	/** Absent where it is not set and has no default, or is of another kind. */
	readonly value?: JsonValue;
	/** It holds something of another kind: a sentence. The default stands for it then. */
	readonly problem?: string;
}

/**
 * Whether a variable is set. The switch cannot remove one, so an empty text means that it is not (reference "kazoo-pivot"
 * §8.1).
 */
export function isVariableSet(variables: JsonObject, key: string): boolean {
	return textOf(valueOf(variables, key)) !== '';
}

/**
 * Reads a variable as what it is meant to be, whichever way it came: as text of a form or query, or typed in JSON. A date is
 * ISO text, in UTC where it is a moment. Never throws.
 *
 * @param fallback the value where it is not set, or holds something else
 */
export function readVariable(variables: JsonObject, key: string, kind: VariableKind, fallback?: JsonValue): ReadVariable {
	const otherwise = fallback === undefined ? {} : { value: fallback };
	if (!isVariableSet(variables, key)) return otherwise;
	const came = valueOf(variables, key) ?? '';
	const value = kind === 'json' ? asJson(came) : isScalar(came) || kind === 'text' ? READERS[kind](textOf(came)) : undefined;
	if (value !== undefined) return { value };
	return { ...otherwise, problem: `The variable “${key}” holds “${excerpt(textOf(came))}”, which is not ${KIND_IN_WORDS[kind]}.` };
}

/** A value as text: what a form of the switch would have made of it. */
export function textOf(value: JsonValue | undefined): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const READERS: Readonly<Record<Exclude<VariableKind, 'json'>, (text: string) => JsonValue | undefined>> = {
	text: (text) => text,
	number: asNumber,
	yesNo: asYesNo,
	date: asDate,
};

function asJson(value: JsonValue): JsonValue | undefined {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as JsonValue;
	} catch {
		return undefined;
	}
}

function isScalar(value: JsonValue): boolean {
	return !Array.isArray(value) && !isJsonObject(value);
}

function valueOf(variables: JsonObject, key: string): JsonValue | undefined {
	return Object.hasOwn(variables, key) ? variables[key] : undefined;
}

function excerpt(text: string): string {
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
