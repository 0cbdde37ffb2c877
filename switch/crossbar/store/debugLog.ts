import type { JsonObject } from '../../../pivot/json';
import { gregorianSecondsOf, GREGORIAN_OFFSET_SECONDS } from '../../../pivot/time/gregorian';
import type { DebugDocument } from '../../callResult';
import { firstWhere } from '../readView';

/** A document of the debug store with what storing adds to it. */
export interface StoredDebugDocument {
	/** 32 hex digits. */
	readonly id: string;
	readonly callId: string;
	/** Gregorian seconds. */
	readonly created: number;
	/** The Erlang node that stored it. */
	readonly node: string;
	/** As the pivot application wrote it, without fields that begin with `pvt_`. */
	readonly fields: JsonObject;
}

/** The debug documents of one account, a database for each month (reference "kazoo-pivot" §10). */
export interface DebugLog {
	/** @param shiftMs added to the time of each document: the difference between the store's clock and the real one */
	readonly add: (documents: readonly DebugDocument[], shiftMs?: number) => void;
	/** The months that have a database and touch this span, as `YYYYMM`, oldest first. In gregorian seconds. */
	readonly months: (from: number, to: number) => readonly string[];
	readonly hasMonth: (month: string) => boolean;
	/** The documents of a month by call id, then by document id, as the list reads them. */
	readonly inMonth: (month: string) => readonly StoredDebugDocument[];
	/** The documents of a call in a month, oldest first. */
	readonly ofCall: (month: string, callId: string) => readonly StoredDebugDocument[];
}

interface Month {
	readonly documents: StoredDebugDocument[];
	sorted: boolean;
}

const NODE = 'pivot@apps1.virtual.example';

/** @param newId makes the id of a document: 32 hex digits */
export function createDebugLog(newId: () => string): DebugLog {
	const months = new Map<string, Month>();
	const inMonth = (name: string): readonly StoredDebugDocument[] => {
		const month = months.get(name);
		if (month === undefined) return [];
		if (!month.sorted) month.documents.sort(byCall);
		month.sorted = true;
		return month.documents;
	};
	return {
		add(documents, shiftMs = 0) {
			for (const { document, storedAtMs } of documents) {
				const created = gregorianSecondsOf(storedAtMs + shiftMs);
				const name = monthOf(created);
				const month = months.get(name) ?? { documents: [], sorted: true };
				months.set(name, month);
				const callId = document['call_id'];
				if (typeof callId !== 'string') throw new Error('A debug document names the call it belongs to (call_id).');
				month.documents.push({ id: newId(), callId, created, node: NODE, fields: withoutPrivate(document) });
				month.sorted = false;
			}
		},
		months: (from, to) => [...months.keys()].filter((name) => name >= monthOf(from) && name <= monthOf(to)).sort(),
		hasMonth: (month) => months.has(month),
		inMonth,
		ofCall(month, callId) {
			const documents = inMonth(month);
			const start = firstWhere(documents, (document) => document.callId >= callId);
			const end = firstWhere(documents, (document) => document.callId > callId);
			return documents.slice(start, end).sort((one, other) => one.created - other.created || compare(one.id, other.id));
		},
	};
}

/** The month of a time in gregorian seconds, as `YYYYMM`, in UTC. */
export function monthOf(gregorianSeconds: number): string {
	const date = new Date((gregorianSeconds - GREGORIAN_OFFSET_SECONDS) * 1000);
	return `${String(date.getUTCFullYear()).padStart(4, '0')}${String(date.getUTCMonth() + 1).padStart(2, '0')}`;
}

function byCall(one: StoredDebugDocument, other: StoredDebugDocument): number {
	return compare(one.callId, other.callId) || compare(one.id, other.id);
}

function compare(one: string, other: string): number {
	if (one === other) return 0;
	return one < other ? -1 : 1;
}

function withoutPrivate(document: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(document).filter(([key]) => !key.startsWith('pvt_')));
}
