import { isJsonObject } from '../json';
import { textOr } from './readEntries';

/** Headers as text, names in lower case. */
export function readHeaders(value: unknown): Record<string, string> {
	const entries = isJsonObject(value) ? Object.entries(value) : [];
	return Object.fromEntries(entries.map(([name, content]) => [name.toLowerCase(), textOr(content, JSON.stringify(content))]));
}
