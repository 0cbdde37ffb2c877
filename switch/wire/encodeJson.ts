import type { JsonValue } from '../../pivot/json';
import { jsonNumber } from './erlangNumber';

/** Named values in the order they go on the wire. */
export type Parameters = readonly (readonly [name: string, value: JsonValue])[];

/** The body of `req_body_format: json`: one object, as the switch's JSON encoder (jiffy) writes it. */
export function encodeJson(parameters: Parameters): string {
	return `{${parameters.map(([name, value]) => `${jsonText(name)}:${jsonValue(value)}`).join(',')}}`;
}

/** One value as JSON text. */
export function jsonValue(value: JsonValue): string {
	if (typeof value === 'string') return jsonText(value);
	if (typeof value === 'number') return jsonNumber(value);
	if (Array.isArray(value)) return `[${value.map(jsonValue).join(',')}]`;
	return typeof value === 'object' && value !== null ? encodeJson(Object.entries(value)) : String(value);
}

/** Only quotes, backslashes and control characters are escaped, in upper-case hex; everything else goes as UTF-8. */
function jsonText(text: string): string {
	const wellFormed = Buffer.from(text, 'utf8').toString('utf8');
	return JSON.stringify(wellFormed).replace(/\\(u[0-9a-f]{4}|.)/g, (escape, what: string) =>
		what.length > 1 ? `\\u${what.slice(1).toUpperCase()}` : escape);
}
