import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../pivot/json';
import { compareKeys, decodeKey, type ViewKey } from '../erlangTerm';
import { paramOf, type ApiReply, type ApiRequest } from '../http/exchange';
import { positiveIn } from '../http/validated';
import type { CrossbarHouse } from '../house';
import { readView, type ViewPage } from '../readView';
import type { Account } from '../store/accountStore';
import type { StoredDebugDocument } from '../store/debugLog';
import { debugIdOf, splitDebugId } from './debugId';
import { isDescending } from './direction';
import { timeRange } from './timeRange';

/**
 * The documents of one call (reference "kazoo-pivot" §10.3): by its debug id those of that month, oldest first; by its call
 * id those of the window, newest first. No documents, no error.
 */
export function readDebug(house: CrossbarHouse, request: ApiRequest, account: Account): ApiReply {
	const { query } = request;
	const given = query.get('start_key');
	const limit = query.get('paginate') === 'false' ? undefined : positiveIn(request, 'page_size') ?? house.pageSize;
	const asked = { startKey: given === null ? undefined : decodeKey(given), limit };
	const id = paramOf(request, 'id');
	const month = splitDebugId(id);
	const page = month === undefined ? inWindow(house, request, account, id, asked) : inMonth(house, account, month, asked);
	const data = page.rows.flatMap((document) => (house.pivotApi === 'early' ? earlyDocuments(document) : [shownDocument(document)]));
	return limit === undefined ? { data } : { data, page: { pageSize: page.rows.length, startKey: asked.startKey, nextStartKey: page.nextStartKey } };
}

interface Asked {
	readonly startKey: ViewKey | undefined;
	readonly limit: number | undefined;
}

function keyOf({ callId, created }: StoredDebugDocument): ViewKey {
	return [callId, created];
}

function inMonth({ store }: CrossbarHouse, account: Account, { month, callId }: { month: string; callId: string }, asked: Asked): ViewPage<StoredDebugDocument> {
	return readView([store.debugLog(account.id).ofCall(month, callId)], keyOf, { ...asked, descending: false });
}

function inWindow({ store }: CrossbarHouse, request: ApiRequest, account: Account, callId: string, asked: Asked): ViewPage<StoredDebugDocument> {
	const log = store.debugLog(account.id);
	const { from, to } = timeRange(request, store.now());
	const descending = isDescending(request.query);
	const months = log.months(from, to).map((month) => log.ofCall(month, callId).filter(({ created }) => created >= from && created <= to));
	const page = readView(descending ? months.toReversed() : months, keyOf, { ...asked, descending });
	return { ...page, rows: page.rows.toSorted((one, other) => (descending ? -1 : 1) * compareKeys(keyOf(one), keyOf(other))) };
}

function shownDocument(document: StoredDebugDocument): JsonObject {
	const { id, created, node, fields } = document;
	return { ...fields, id, created, node, debug_id: debugIdOf(document) };
}

/** As the oldest versions stored them: without times, and a response in two documents, one for its headers, one for its body. */
function earlyDocuments({ id, callId, fields }: StoredDebugDocument): JsonObject[] {
	const head = Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'iteration' && key !== 'resp_body'));
	const { resp_body: body } = fields;
	const tail = body === undefined ? {} : { resp_body: body };
	if (fields['resp_status_code'] === undefined) return [{ ...head, ...tail, id }];
	return [{ ...head, id }, { call_id: callId, ...tail, id: createHash('md5').update(id).digest('hex') }];
}
