import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { CallRequest, ParsedRequest } from './callRequest';
import { isTooDeep, ownField, putField, setField, splitFieldName } from './fieldTree';
import { fromFields } from './fromFields';
import { mergeFields } from './mergeFields';
import { readText } from './wireText';

/**
 * Reads a switch's request as n8n hands it over (reference "n8n", "Request data"): the query nested five deep with
 * the rest of a name left literal, its names not yet read as UTF-8; the body of a form flat (`a[b]`), that of a JSON
 * request as it was. Gives what `parseCallRequest` gives for the same request, as far as n8n kept it.
 *
 * Never throws.
 */
export function parseHandedOver(parsed: ParsedRequest): CallRequest {
	const query = { ...parsed.query };
	return fromFields(mergeFields(isTooDeep(query) ? query : readQuery(query), unflatten(parsed.body ?? {})));
}

const BEYOND_LATIN1 = /[\u0100-\uFFFF]/;

function readQuery(query: Readonly<Record<string, JsonValue>>): JsonObject {
	const fields: JsonObject = {};
	for (const [name, value] of Object.entries(query)) {
		const text = BEYOND_LATIN1.test(name) ? name : readText(name);
		const read = isJsonObject(value) ? listOrGroup(readQuery(value)) : value;
		putField(fields, text.startsWith('[') ? literalRest(text) : [text], read);
	}
	return fields;
}

/** Names deeper than n8n goes stay literal: `[e][f]`. */
function literalRest(name: string): string[] {
	return splitFieldName(`_${name}`).slice(1);
}

/** A list longer than n8n goes is handed over as an object with the keys 0, 1, 2 and so on. */
function listOrGroup(group: JsonObject): JsonValue {
	const keys = Object.keys(group);
	const isList = keys.length > 20 && keys.every((key, index) => key === String(index));
	return isList ? Object.values(group) : group;
}

function unflatten(body: Readonly<Record<string, JsonValue>>): JsonObject {
	const fields: JsonObject = {};
	for (const [name, value] of Object.entries(body)) {
		const path = splitFieldName(name);
		if (path.length === 1 || !isFormValue(value)) keepBoth(fields, name, value);
		else for (const one of Array.isArray(value) ? value : [value]) putField(fields, path, one);
	}
	return fields;
}

function isFormValue(value: JsonValue): boolean {
	return Array.isArray(value) ? value.every((one) => typeof one === 'string') : typeof value === 'string';
}

function keepBoth(fields: JsonObject, name: string, value: JsonValue): void {
	if (ownField(fields, name) === undefined) setField(fields, name, value);
	else putField(fields, [name], value);
}
