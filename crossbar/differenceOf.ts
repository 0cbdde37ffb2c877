import { isJsonObject, type JsonValue } from '../pivot/json';

/** Longer values are cut, so that a line stays a line. */
const MAX_LENGTH = 100;

/**
 * What differs between two documents, one line for each place: `+` for added, `-` for removed, `~` for changed. A subtree
 * that moved stands as removed and added.
 */
export function differenceOf(before: JsonValue | undefined, after: JsonValue | undefined, path = ''): string[] {
	if (before === undefined) return after === undefined ? [] : [`+ ${path}: ${shown(after)}`];
	if (after === undefined) return [`- ${path}: ${shown(before)}`];
	if (isJsonObject(before) && isJsonObject(after)) {
		const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
		return [...keys].flatMap((key) => differenceOf(before[key], after[key], path === '' ? key : `${path}.${key}`));
	}
	return JSON.stringify(before) === JSON.stringify(after) ? [] : [`~ ${path}: ${shown(before)} → ${shown(after)}`];
}

/** A callflow by its modules, anything else as JSON. */
function shown(value: JsonValue): string {
	const text = isJsonObject(value) && typeof value['module'] === 'string' ? flowInWords(value) : JSON.stringify(value);
	return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** A callflow in one line: its modules with what they name, children behind an arrow. */
export function flowInWords(node: JsonValue): string {
	if (!isJsonObject(node) || typeof node['module'] !== 'string') return JSON.stringify(node);
	const data = isJsonObject(node['data']) ? node['data'] : {};
	const what = [data['voice_url'], data['id'], data['text'], data['number']].find((value) => typeof value === 'string');
	const children = isJsonObject(node['children']) ? Object.entries(node['children']) : [];
	const below = children.map(([key, child]) => `${key === '_' ? '' : `${key}: `}${flowInWords(child)}`);
	const rest = below.length === 0 ? '' : below.length === 1 ? ` → ${below[0] ?? ''}` : ` → (${below.join(' | ')})`;
	return `${node['module']}${what === undefined ? '' : ` ${what}`}${rest}`;
}
