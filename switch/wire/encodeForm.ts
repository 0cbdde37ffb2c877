import { isJsonObject, type JsonValue } from '../../pivot/json';
import { jsonValue, type Parameters } from './encodeJson';
import { formNumber } from './erlangNumber';

/**
 * Parameters as a query or a form body (reference "kazoo-pivot" §4.4): values encoded, names not, empty objects and
 * lists as empty segments. The text is to be sent as UTF-8.
 */
export function encodeForm(parameters: Parameters): string {
	return parameters.map(([name, value]) => segment(name, value)).join('&');
}

function segment(name: string, value: JsonValue): string {
	if (Array.isArray(value)) return value.map((one) => `${name}[]=${encodeValue(one)}`).join('&');
	if (isJsonObject(value)) return encodeForm(Object.entries(value).map(([key, one]) => [`${name}[${key}]`, one]));
	return `${name}=${encodeValue(value)}`;
}

/** Objects inside a list are sent as JSON text (capture kazoo-get-cav-list-of-objects). */
function encodeValue(value: JsonValue): string {
	return escapeForm(typeof value === 'number' ? formNumber(value) : typeof value === 'object' ? jsonValue(value) : String(value));
}

/** Letters, digits and `. - ~ _` stay, a space becomes `+`, every other byte of the UTF-8 `%XX`. */
function escapeForm(text: string): string {
	let escaped = '';
	for (const byte of Buffer.from(text, 'utf8')) {
		const char = String.fromCharCode(byte);
		if (/[A-Za-z0-9.\-~_]/.test(char)) escaped += char;
		else escaped += char === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
	}
	return escaped;
}
