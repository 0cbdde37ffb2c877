import type { DebugAttempt, DebugDetail, DebugList, DebugRow } from '../pivot/debugLog/attempt';
import { readDebugDocuments } from '../pivot/debugLog/readDebugDocuments';
import { mergeDebugLists, readDebugList } from '../pivot/debugLog/readDebugList';
import { isJsonObject, type JsonValue } from '../pivot/json';
import type { JudgeSettings } from '../pivot/judge/judgement';
import { gregorianSecondsOf } from '../pivot/time/gregorian';
import { pathOf } from './address';
import { CrossbarError } from './crossbarError';
import { monthsOf, type Window } from './months';
import { readPages, type Pages, type PagingOptions } from './paging';
import type { Crossbar } from './session';
import type { CrossbarRequest } from './transport';

/** A time of an account's debug log: Unix ms, both ends included. */
export interface DebugPeriod {
	readonly accountId: string;
	readonly from: number;
	readonly to: number;
}

/** The debug log's list, with what was cut off. */
export interface DebugListing extends DebugList {
	/** False where the switch's list was not read to its end. */
	readonly complete: boolean;
}

/** The debug log's attempts, with what was cut off. */
export interface DebugReading extends DebugDetail {
	readonly complete: boolean;
}

/** Request and answer of a call at the end of a month can stand in two databases when they were stored this close, in ms. */
const MARGIN_MS = 60_000;

/** More than three years of months are a mistake in the period. */
const MAX_MONTHS = 40;

/**
 * Every call of the period, once, newest first. `created_from` and `created_to` only choose the months, so months are read
 * whole and the time is filtered here; a call split by a page or by the end of a month is put together again (reference
 * "kazoo-pivot" §10.2). Calls listed without a time are kept: very old switches list nothing but ids.
 *
 * Rejects with a `CrossbarError`; `crossbar.debug-not-loaded` where the switch serves no debug log.
 */
export async function listDebugLog(crossbar: Crossbar, { accountId, from, to }: DebugPeriod, paging?: PagingOptions): Promise<DebugListing> {
	const path = pathOf('accounts', accountId, 'pivot', 'debug');
	const pages: Pages[] = [];
	for (const window of windowsOf(from, to)) {
		pages.push(await readMonth(crossbar, { method: 'GET', path, query: createdIn(window) }, paging));
	}
	const { rows, remarks, unread } = mergeDebugLists(pages.map(({ items }) => readDebugList(items)));
	return {
		rows: rows.filter(({ at }) => at === undefined || (at >= startOfSecond(from) && at <= to)),
		remarks: [...new Set([...pages.flatMap((page) => page.remarks), ...remarks])],
		unread,
		complete: pages.every(({ complete }) => complete),
	};
}

/** Which call to read. */
export interface DebuggedCall {
	readonly accountId: string;
	readonly callId: string;
	/** From the list: the quickest and safest way to find the call. */
	readonly debugIds?: readonly string[];
	/** Where to look without debug ids, Unix ms; both absent: where the switch looks by itself, the last 31 days. */
	readonly from?: number;
	readonly to?: number;
	/** Which switch to judge the answers by. */
	readonly judge: JudgeSettings;
}

/**
 * The attempts of one call; none where the switch knows nothing of it. A call id whose seventh character is `-` is asked for by
 * its debug ids, because the switch would misread it (reference "kazoo-pivot" §10.3); without a list's debug ids the period
 * must be given then.
 *
 * Rejects with a `CrossbarError`.
 */
export async function readDebugCall(crossbar: Crossbar, call: DebuggedCall): Promise<DebugReading> {
	const pages: Pages[] = [];
	for (const { id, query } of questionsAbout(call)) {
		pages.push(await readMonth(crossbar, { method: 'GET', path: pathOf('accounts', call.accountId, 'pivot', 'debug', id), query }));
	}
	const items: JsonValue[] = pages.flatMap((page) => page.items);
	const { attempts, remarks, unread } = readDebugDocuments(items, call.judge);
	return {
		attempts,
		remarks: [...new Set([...pages.flatMap((page) => page.remarks), ...remarks])],
		unread,
		complete: pages.every(({ complete }) => complete),
	};
}

/** What to read of a period. */
export interface DebugReadingOptions extends DebugPeriod {
	/** Which switch to judge the answers by. */
	readonly judge: JudgeSettings;
	/** Only attempts that failed. The list's own flags are not trusted: every call is read. Default false. */
	readonly onlyFailures?: boolean;
	/** Attempts after which reading stops. Default: no limit. */
	readonly limit?: number;
	/** Calls to leave out, such as those reported before. */
	readonly skip?: (row: DebugRow) => boolean;
}

/** The attempts of a period, newest call first, each read in full. Rejects with a `CrossbarError`. */
export async function readDebugLog(crossbar: Crossbar, options: DebugReadingOptions): Promise<DebugReading> {
	const { onlyFailures = false, limit = Infinity, skip } = options;
	const list = await listDebugLog(crossbar, options);
	const attempts: DebugAttempt[] = [];
	const remarks = new Set(list.remarks);
	const unread = [...list.unread];
	let complete = list.complete;
	for (const row of list.rows) {
		if (skip?.(row) === true) continue;
		if (attempts.length >= limit) return { attempts, remarks: [...remarks], unread, complete: false };
		const read = await readDebugCall(crossbar, callOf(row, options));
		attempts.push(...read.attempts.filter(({ failed }) => failed || !onlyFailures));
		read.remarks.forEach((remark) => remarks.add(remark));
		unread.push(...read.unread);
		complete &&= read.complete;
	}
	return { attempts: attempts.slice(0, limit), remarks: [...remarks], unread, complete: complete && attempts.length <= limit };
}

function callOf({ callId, debugIds, at }: DebugRow, { accountId, from, to, judge }: DebugReadingOptions): DebuggedCall {
	if (at === undefined) return { accountId, callId, debugIds, judge, from, to };
	const months = debugIds.length === 0 ? [] : windowsOf(at, at + MARGIN_MS).map(({ month }) => `${month}-${callId}`);
	return { accountId, callId, debugIds: [...new Set([...debugIds, ...months])], judge, from: at - MARGIN_MS, to: at + MARGIN_MS };
}

/** A month the account has no database for is a month without calls. */
async function readMonth(crossbar: Crossbar, request: CrossbarRequest, paging?: PagingOptions): Promise<Pages> {
	return await readPages(crossbar, request, paging).catch((error: unknown) => {
		const body = error instanceof CrossbarError && error.code === 'crossbar.database' ? error.body : undefined;
		if (isJsonObject(body) && body['message'] === 'datastore_missing') return { items: [], complete: true, remarks: [] };
		throw error;
	});
}

interface Question {
	readonly id: string;
	readonly query: Readonly<Record<string, string>>;
}

function questionsAbout({ callId, debugIds = [], from, to }: DebuggedCall): Question[] {
	if (debugIds.length > 0) return debugIds.map((id) => ({ id, query: {} }));
	const isMisread = callId.charAt(6) === '-';
	if (from === undefined || to === undefined) {
		if (!isMisread) return [{ id: callId, query: {} }];
		const why = `The switch misreads the call id “${callId}” because of its seventh character.`;
		throw new CrossbarError('crossbar.bad-id', `${why} Give its debug id, or when the call was.`);
	}
	const windows = windowsOf(from, to);
	if (isMisread) return windows.map(({ month }) => ({ id: `${month}-${callId}`, query: {} }));
	return windows.map((window) => ({ id: callId, query: createdIn(window) }));
}

function createdIn({ from, to }: Window): Record<string, string> {
	return { created_from: String(gregorianSecondsOf(from)), created_to: String(gregorianSecondsOf(to)) };
}

function windowsOf(from: number, to: number): Window[] {
	if (!(from <= to)) throw new CrossbarError('crossbar.setting', 'The period of the debug log ends before it begins. Swap its ends.');
	const windows = Number.isFinite(to - from) ? monthsOf(from, to) : [];
	if (windows.length > 0 && windows.length <= MAX_MONTHS) return windows;
	throw new CrossbarError('crossbar.setting', 'The period of the debug log is longer than three years. Ask for a shorter one.');
}

/** The log's times are whole seconds, rounded down. */
function startOfSecond(at: number): number {
	return Math.floor(at / 1000) * 1000;
}
