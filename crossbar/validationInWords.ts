import { isJsonObject, type JsonValue } from '../pivot/json';

/**
 * The errors of a refused document, field by field: `data` maps a dotted path to rules, a rule to `{message, …}` (reference
 * "kazoo-pivot" §6.4, §11.3). Paths may be nested objects instead of dotted. Empty where there is nothing to read.
 *
 * @example validationInWords({ 'created_from.date_range': { … } })
 */
export function validationInWords(data: JsonValue | undefined): string[] {
	return isJsonObject(data) ? fields(data, []) : [];
}

/** Deeper than any path of a document. */
const MAX_DEPTH = 12;

function fields(value: JsonValue, path: readonly string[]): string[] {
	if (!isJsonObject(value) || path.length > MAX_DEPTH) return [];
	return Object.entries(value).flatMap(([key, content]) => {
		if (typeof content === 'string' && path.length === 0) return key === 'message' ? [] : [`${key}: ${content}`];
		if (!isJsonObject(content)) return [];
		const message = content['message'];
		if (typeof message === 'string') return [`${path.join('.') || key}: ${sentence(message, key, content)}`];
		return fields(content, [...path, key]);
	});
}

function sentence(message: string, rule: string, details: JsonValue): string {
	const target = isJsonObject(details) ? details['target'] : undefined;
	const isSaid = target === undefined || typeof target === 'object' || message.includes(String(target));
	return `${message}${isSaid ? '' : ` (${rule}: ${String(target)})`}`;
}
