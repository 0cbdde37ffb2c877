import { compareKeys, type ViewKey } from './erlangTerm';

/** Which rows of a view are wanted. */
export interface ViewQuery {
	readonly descending: boolean;
	/** Where reading starts, that key included. Default: at the beginning of each database. */
	readonly startKey?: ViewKey | undefined;
	/** Rows at most. Default: all. */
	readonly limit?: number | undefined;
}

export interface ViewPage<Row> {
	/** In the order of the view. */
	readonly rows: readonly Row[];
	/** Key of the row after the last; absent when there is none. */
	readonly nextStartKey?: ViewKey;
}

/**
 * Reads a page from one or several databases the way the switch's API does (reference "kazoo-pivot" §10.2, §11.4): one
 * after the other, one row more than asked for, whose key is the start of the next page.
 *
 * The start key holds for *every* database: a page that begins in the first and goes on into the second skips whatever of
 * the second lies before the key. A client that wants all rows asks month by month.
 *
 * @param databases in the order they are read; the rows of each ascending by key
 */
export function readView<Row>(databases: readonly (readonly Row[])[], keyOf: (row: Row) => ViewKey, query: ViewQuery): ViewPage<Row> {
	const wanted = query.limit === undefined ? Infinity : query.limit + 1;
	const rows: Row[] = [];
	for (const database of databases) {
		const step = query.descending ? -1 : 1;
		for (let at = startIn(database, keyOf, query); rows.length < wanted; at += step) {
			const row = database[at];
			if (row === undefined) break;
			rows.push(row);
		}
		if (rows.length === wanted) break;
	}
	const next = rows.length === wanted ? rows.pop() : undefined;
	return next === undefined ? { rows } : { rows, nextStartKey: keyOf(next) };
}

function startIn<Row>(database: readonly Row[], keyOf: (row: Row) => ViewKey, { descending, startKey }: ViewQuery): number {
	if (startKey === undefined) return descending ? database.length - 1 : 0;
	if (descending) return firstWhere(database, (row) => compareKeys(keyOf(row), startKey) > 0) - 1;
	return firstWhere(database, (row) => compareKeys(keyOf(row), startKey) >= 0);
}

/** The index of the first row for which it holds; it holds for all behind that one. The length where it never does. */
export function firstWhere<Row>(rows: readonly Row[], holds: (row: Row) => boolean): number {
	let low = 0;
	let high = rows.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const row = rows[middle];
		if (row !== undefined && holds(row)) high = middle;
		else low = middle + 1;
	}
	return low;
}
