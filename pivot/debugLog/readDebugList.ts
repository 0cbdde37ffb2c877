import { isJsonObject, type JsonValue } from '../json';
import { readNumber, unixMsOf } from '../time/gregorian';
import type { DebugList, DebugRow } from './attempt';
import { callIdOf } from './callIdOf';
import { readEntries, textOr } from './readEntries';

/**
 * Reads an answer to `GET /accounts/{account}/pivot/debug` in every shape seen: summary rows, some without `uri` or
 * `status_code`, plain call ids, one row alone, a page that is no debug log at all (reference "kazoo-pivot" §10.2,
 * "dialects"). `body` is the parsed envelope, its `data`, or the text of either. Never throws.
 */
export function readDebugList(body: unknown): DebugList {
	const { entries, remarks, unread } = readEntries(body);
	const rows: DebugRow[] = [];
	const nameless: JsonValue[] = [];
	for (const entry of entries) {
		const row = readRow(entry);
		if (row) rows.push(row);
		else nameless.push(entry);
	}
	const why = nameless.length === 0 ? [] : ['An entry names no call. It is shown as it came.'];
	return mergeDebugLists([{ rows, remarks: [...remarks, ...why], unread: [...unread, ...nameless] }]);
}

/**
 * One list of several pages: the switch pages by document, so a page can end in the middle of a call, and a call can stand in
 * two months. One row for each call, whatever the order of the pages.
 */
export function mergeDebugLists(lists: readonly DebugList[]): DebugList {
	const byCall = new Map<string, DebugRow>();
	for (const row of lists.flatMap(({ rows }) => rows)) {
		const known = byCall.get(row.callId);
		byCall.set(row.callId, known ? merged(known, row) : row);
	}
	return {
		rows: [...byCall.values()].sort((one, other) => (other.at ?? -Infinity) - (one.at ?? -Infinity) || 0),
		remarks: [...new Set(lists.flatMap(({ remarks }) => remarks))],
		unread: lists.flatMap(({ unread }) => unread),
	};
}

function readRow(entry: JsonValue): DebugRow | undefined {
	if (typeof entry === 'string') {
		return { callId: entry.trim(), debugIds: [], iteration: 1, saysSchemaErrors: false, saysJsonErrors: false, raw: [entry] };
	}
	if (!isJsonObject(entry)) return undefined;
	const callId = callIdOf(entry);
	if (callId === undefined) return undefined;
	const debugId = textOr(entry['debug_id'], undefined);
	const at = unixMsOf(entry['created']);
	const uri = textOr(entry['uri'], undefined);
	const status = entry['status_code'] ?? entry['resp_status_code'];
	const node = textOr(entry['node'], undefined);
	return {
		callId,
		debugIds: debugId === undefined ? [] : [debugId],
		...(at === undefined ? {} : { at }),
		...(uri === undefined ? {} : { uri }),
		...readStatus(status),
		...(node === undefined ? {} : { node }),
		iteration: readNumber(entry['iteration']) ?? 1,
		saysSchemaErrors: says(entry['has_schema_errors']) || 'schema_errors' in entry,
		saysJsonErrors: says(entry['has_json_errors']) || 'json_errors' in entry,
		raw: [entry],
	};
}

function readStatus(value: unknown): Pick<DebugRow, 'status'> {
	const status = readNumber(value) ?? (typeof value === 'string' && value !== '' ? value : undefined);
	return status === undefined ? {} : { status };
}

function says(value: unknown): boolean {
	return value === true || value === 'true';
}

function merged(one: DebugRow, other: DebugRow): DebugRow {
	const at = earlier(one.at, other.at);
	return {
		...other, ...one,
		...(at === undefined ? {} : { at }),
		debugIds: [...new Set([...one.debugIds, ...other.debugIds])],
		iteration: Math.min(one.iteration, other.iteration),
		saysSchemaErrors: one.saysSchemaErrors || other.saysSchemaErrors,
		saysJsonErrors: one.saysJsonErrors || other.saysJsonErrors,
		raw: [...one.raw, ...other.raw],
	};
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
	if (one === undefined || other === undefined) return one ?? other;
	return Math.min(one, other);
}
