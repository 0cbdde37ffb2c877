import { isJsonObject, type JsonObject } from '../json';
import type { CallRequest, WireRequest } from './callRequest';
import { isTooDeep, putField } from './fieldTree';
import { fromFields } from './fromFields';
import { mergeFields } from './mergeFields';
import { parseDialect } from './parseDialect';
import { readText, toBinary } from './wireText';

/** The field an unreadable body is kept under. */
const BODY_FIELD = 'body';

/**
 * Reads a switch's request from the wire: GET with a query, POST with a form or with JSON (reference "kazoo-pivot"
 * §4.4 and §5). Fields of the `voice_url`'s own query and of the body are read together; the body's count.
 *
 * Never throws: a body that cannot be read is kept as text under `raw.body`, with a remark.
 */
export function parseCallRequest(wire: WireRequest): CallRequest {
	const target = toBinary(wire.target);
	const mark = target.indexOf('?');
	const queryText = mark < 0 ? '' : (target.slice(mark + 1).split('#', 1)[0] ?? '');
	const query = parseDialect(queryText);
	const body = readBody(wire);
	return fromFields(mergeFields(query, body.fields), [...cutOff(queryText), ...body.remarks]);
}

interface ReadBody {
	readonly fields: JsonObject;
	readonly remarks: readonly string[];
}

function readBody(wire: WireRequest): ReadBody {
	const body = wire.body ?? '';
	if (body.length === 0) return { fields: {}, remarks: [] };
	const type = (wire.contentType ?? 'application/x-www-form-urlencoded').split(';', 1)[0]?.trim().toLowerCase() ?? '';
	if (type === 'application/x-www-form-urlencoded') return { fields: parseDialect(body), remarks: [] };
	const text = readText(toBinary(body));
	if (type === 'application/json' || type.endsWith('+json')) return readJson(text);
	return kept(text, `A body of type “${type}” is nothing a switch sends.`);
}

function readJson(text: string): ReadBody {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return kept(text, 'The body says it is JSON and is not.');
	}
	if (!isJsonObject(value)) return kept(text, 'The body is JSON but no object.');
	if (isTooDeep(value)) return kept(text, 'The body is JSON nested too deep to be read.');
	return { fields: value, remarks: [] };
}

function kept(text: string, why: string): ReadBody {
	const fields: JsonObject = {};
	putField(fields, [BODY_FIELD], text);
	return { fields, remarks: [`${why} It was kept as text under “${BODY_FIELD}”.`] };
}

/** On GET a `#` in a variable's name ends the request early (capture kazoo-get-cav-key-hash). */
function cutOff(query: string): string[] {
	const last = query.split('&').at(-1) ?? '';
	if (!last.includes('[') || /[\]=]/.test(last)) return [];
	return [
		`The request ends in the middle of the name “${readText(last)}”: a “#” in a variable’s name cuts off a GET request. `
		+ 'Name variables with letters, digits and “_” only, or use POST.',
	];
}
