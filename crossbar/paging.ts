import type { JsonValue } from '../pivot/json';
import { CrossbarError } from './crossbarError';
import type { CrossbarAnswer } from './envelope';
import type { Crossbar } from './session';
import type { CrossbarRequest } from './transport';

export interface PagingOptions {
	/** Rows asked for at once. Default 100. */
	readonly pageSize?: number;
	/** Pages read at most. Default 1000. */
	readonly maxPages?: number;
	/** Entries after which no further page is asked for. Default: no limit. */
	readonly enough?: number;
	/** `false` asks for everything at once, where the switch can. Default true. */
	readonly paginate?: boolean;
}

/** What the pages of a list hold, in the order of the pages. */
export interface Pages {
	readonly items: readonly JsonValue[];
	/** False where reading stopped before the end; why is among the remarks. */
	readonly complete: boolean;
	readonly remarks: readonly string[];
}

const DEFAULTS = { pageSize: 100, maxPages: 1000 } as const;

/**
 * Reads a list to its end: `next_start_key` goes back unchanged as `start_key` until there is none (reference "kazoo-pivot"
 * §11.4). A switch that hands out the same key again is not followed in circles. `data` that is no list stands as one item.
 */
export async function readPages(crossbar: Crossbar, request: CrossbarRequest, options: PagingOptions = {}): Promise<Pages> {
	const { pageSize = DEFAULTS.pageSize, maxPages = DEFAULTS.maxPages, enough = Infinity } = options;
	const size: Record<string, string> = options.paginate === false ? { paginate: 'false' } : { page_size: String(positive(pageSize)) };
	const items: JsonValue[] = [];
	const seen = new Set<string>();
	let startKey: string | undefined;
	for (let page = 0; page < maxPages; page++) {
		const query = { ...request.query, ...size, ...(startKey === undefined ? {} : { start_key: startKey }) };
		const answer = await crossbar.call({ ...request, query });
		items.push(...itemsOf(answer.data));
		const next = nextStartKey(answer);
		if (next === undefined) return { items, complete: true, remarks: [] };
		if (items.length >= enough) return { items, complete: false, remarks: [] };
		if (seen.has(next)) return { items, complete: false, remarks: ['The switch handed out the same page twice. The list was read up to there and may lack entries.'] };
		seen.add(next);
		startKey = next;
	}
	return { items, complete: false, remarks: [`The list is longer than ${maxPages} pages; the rest was not read. Ask for less, such as a shorter time.`] };
}

function itemsOf(data: JsonValue): readonly JsonValue[] {
	if (Array.isArray(data)) return data;
	return data === null ? [] : [data];
}

/** Text as a rule; a number where a view's keys are numbers; a list or object as JSON, which is how the switch takes it back. */
function nextStartKey({ envelope }: CrossbarAnswer): string | undefined {
	const key = envelope['next_start_key'];
	if (key === undefined || key === null || key === '') return undefined;
	return typeof key === 'string' ? key : JSON.stringify(key);
}

function positive(pageSize: number): number {
	if (Number.isInteger(pageSize) && pageSize > 0) return pageSize;
	throw new CrossbarError('crossbar.setting', `A page of ${pageSize} entries cannot be asked for. Give a whole number from 1.`);
}
