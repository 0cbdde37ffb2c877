import type { JsonValue } from '../../pivot/json';

export type JsonParameter = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly message: string };

/**
 * The value of an n8n parameter of type `json`: text as typed into the field, or already an object when an expression gave one.
 * Never throws.
 */
export function readJsonParameter(value: unknown): JsonParameter {
	if (typeof value !== 'string') return fromObject(value);
	if (value.trim() === '') return { ok: false, message: 'the field is empty.' };
	try {
		return { ok: true, value: JSON.parse(value) as JsonValue };
	} catch (error) {
		return { ok: false, message: error instanceof Error ? `${error.message}.` : String(error) };
	}
}

function fromObject(value: unknown): JsonParameter {
	const text = JSON.stringify(value);
	return text === undefined ? { ok: false, message: 'the field is empty.' } : { ok: true, value: JSON.parse(text) as JsonValue };
}
