import type { JsonObject } from '../../../pivot/json';
import { readNumber } from '../../../pivot/time/gregorian';
import { compareKeys, decodeKey, type ViewKey } from '../erlangTerm';
import type { ApiReply, ApiRequest } from '../http/exchange';
import type { CrossbarHouse } from '../house';
import { readView } from '../readView';

/** A row of a list and what the list is ordered by. */
export interface ListRow {
	readonly key: ViewKey;
	readonly row: JsonObject;
}

/**
 * A list in the order of its keys, a page of it: 50 rows, or `page_size`; `paginate=false` for all of them. A page size that
 * is no number is passed over.
 */
export function listReply({ pageSize }: CrossbarHouse, { query }: ApiRequest, rows: readonly ListRow[]): ApiReply {
	const sorted = rows.toSorted((one, other) => compareKeys(one.key, other.key));
	if (query.get('paginate') === 'false') return { data: sorted.map(({ row }) => row) };
	const asked = readNumber(query.get('page_size'));
	const given = query.get('start_key');
	const startKey = given === null ? undefined : decodeKey(given);
	const limit = asked !== undefined && asked >= 1 ? Math.floor(asked) : pageSize;
	const page = readView([sorted], ({ key }) => key, { descending: query.get('descending') === 'true', startKey, limit });
	return { data: page.rows.map(({ row }) => row), page: { pageSize: page.rows.length, startKey, nextStartKey: page.nextStartKey } };
}
