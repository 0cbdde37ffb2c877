import type { JsonObject } from '../../../pivot/json';
import { decodeKey } from '../erlangTerm';
import type { ApiReply, ApiRequest } from '../http/exchange';
import { positiveIn } from '../http/validated';
import type { CrossbarHouse } from '../house';
import { readView } from '../readView';
import type { Account } from '../store/accountStore';
import type { StoredDebugDocument } from '../store/debugLog';
import { debugIdOf } from './debugId';
import { isDescending } from './direction';
import { timeRange } from './timeRange';

/**
 * The list of the debug log, with all its quirks (reference "kazoo-pivot" §10.2): the window chooses months only, a page is
 * twice its size in documents, in the order of call ids, merged into rows, and sorted by time within the page.
 */
export function listDebug({ store, pageSize, pivotApi }: CrossbarHouse, request: ApiRequest, account: Account): ApiReply {
	const { query } = request;
	const log = store.debugLog(account.id);
	const { from, to } = timeRange(request, store.now());
	const asked = positiveIn(request, 'page_size') ?? pageSize;
	const paginated = query.get('paginate') !== 'false';
	const descending = isDescending(query);
	const given = query.get('start_key');
	const startKey = given === null ? undefined : decodeKey(given);
	const months = log.months(from, to);

	const page = readView((descending ? months.toReversed() : months).map((month) => log.inMonth(month).filter(isFirstIteration)), ({ callId }) => callId, {
		descending, startKey, limit: paginated ? 2 * asked : undefined,
	});
	const rows = mergedRows(page.rows).sort((one, other) => (descending ? createdOf(other) - createdOf(one) : createdOf(one) - createdOf(other)));
	const data = pivotApi === 'early' ? rows.map((row) => row['call_id'] ?? '') : rows;
	return paginated ? { data, page: { pageSize: rows.length, startKey, nextStartKey: page.nextStartKey } } : { data };
}

function isFirstIteration({ fields }: StoredDebugDocument): boolean {
	return fields['iteration'] === 1;
}

function createdOf(row: JsonObject): number {
	return typeof row['created'] === 'number' ? row['created'] : 0;
}

/**
 * A document of a call seen before only adds what the row before it lacks. That is the same call's row, but for a call that
 * goes over the end of a month: then it is whichever row came last.
 */
function mergedRows(documents: readonly StoredDebugDocument[]): JsonObject[] {
	const seen = new Set<string>();
	const rows: JsonObject[] = [];
	for (const document of documents) {
		const row = rowOf(document);
		const last = rows.at(-1);
		if (last !== undefined && seen.has(document.callId)) rows[rows.length - 1] = { ...row, ...last };
		else rows.push(row);
		seen.add(document.callId);
	}
	return rows;
}

function rowOf(document: StoredDebugDocument): JsonObject {
	const { fields, callId, created, node } = document;
	const { uri, resp_status_code: status } = fields;
	return {
		call_id: callId,
		created,
		...(uri === undefined ? {} : { uri }),
		...(status === undefined ? {} : { status_code: status }),
		node,
		iteration: fields['iteration'] ?? 1,
		has_schema_errors: fields['schema_errors'] !== undefined,
		has_json_errors: fields['json_errors'] !== undefined,
		debug_id: debugIdOf(document),
	};
}
