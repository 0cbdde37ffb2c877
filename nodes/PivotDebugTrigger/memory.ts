import * as z from 'zod/v4';

/**
 * How far the log is read again, in ms: its times are whole seconds, its list is not sorted by time, and a call may ask a
 * second time long after it began.
 */
export const OVERLAP_MS = 30 * 60_000;

/** How much of the log the first look takes in, in ms: its newest entry says what time it is there. */
const HISTORY_MS = 24 * 60 * 60_000;

/** The most failures, and the most calls, that are remembered. */
const MOST = 5_000;

const timesSchema = z.record(z.string(), z.number());

const memorySchema = z.object({
	v: z.literal(1),
	/** Which log this is about: another one is begun with anew. */
	of: z.string(),
	/** Nothing up to here is reported any more; Unix ms, by the clock of the log. */
	floor: z.number(),
	/** The newest that was seen, Unix ms. */
	newest: z.number(),
	/** Keys of failures that were reported, or that were there before, and when they were. */
	known: timesSchema,
	/** Keys of attempts without an answer so far: the next time they have failed. */
	unanswered: z.array(z.string()),
	/** Calls that were read, and when they began. */
	read: timesSchema,
});

/** What a poll leaves for the next one. Bounded, and plain JSON. */
export type Memory = z.infer<typeof memorySchema>;

/** One attempt, as far as reporting goes. */
export interface Sighting {
	/** Ids of its documents: how they belong together may look different the next time, so any one is enough. */
	readonly keys: readonly string[];
	/** Unix ms; an attempt without a time cannot be told from an old one and is not reported. */
	readonly at: number | undefined;
	readonly failed: boolean;
	/** No answer is there, or not yet. */
	readonly isOpen: boolean;
}

/** What was read of the log. */
export interface Look<Found extends Sighting> {
	readonly sightings: readonly Found[];
	/** Calls that were read now, and when they began. */
	readonly read: readonly Beginning[];
	/** Calls that are to be read the next time, because there were too many. */
	readonly left: readonly Beginning[];
}

export interface Beginning {
	readonly callId: string;
	/** Unix ms. */
	readonly at: number | undefined;
}

/** What was kept from the poll before, as JSON text; undefined where there was none, or it watched another log. */
export function recall(kept: string | undefined, of: string): Memory | undefined {
	const memory = memorySchema.safeParse(parse(kept)).data;
	return memory?.of === of ? memory : undefined;
}

function parse(text: string | undefined): unknown {
	try {
		return text === undefined ? undefined : JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * The first look after publishing: what is there now is history.
 *
 * @param now Unix ms, by our clock; only used where the log is empty
 */
export function begin(of: string, look: Look<Sighting>, now: number): Memory {
	const newest = newestOf([...look.sightings, ...look.read, ...look.left], -Infinity);
	const floor = Number.isFinite(newest) ? newest - 1000 : now - HISTORY_MS;
	const sameSecond = look.sightings.filter(({ at }) => at !== undefined && at > floor);
	return { v: 1, of, floor, newest: floor + 1000, known: timesOf(sameSecond), unanswered: [], read: beginnings(look.read, floor) };
}

/** What has failed since the look before, each once, oldest first; and what to remember of it. */
export function report<Found extends Sighting>(memory: Memory, look: Look<Found>): { readonly fresh: readonly Found[]; readonly memory: Memory } {
	const failures = look.sightings.filter(({ failed, at, keys }) => failed && at !== undefined && at > memory.floor && !keys.some((key) => key in memory.known));
	const waited = new Set(memory.unanswered);
	const fresh = failures.filter(({ isOpen, keys }) => !isOpen || keys.some((key) => waited.has(key)));
	const newest = newestOf([...look.sightings, ...look.read], memory.newest);
	const known = { ...memory.known, ...timesOf(fresh) };
	const floor = Math.max(memory.floor, Math.min(newest - OVERLAP_MS, beforeThe(look.left)), tooMany(known));
	return {
		fresh: [...fresh].sort((one, other) => (one.at ?? 0) - (other.at ?? 0)),
		memory: {
			...memory,
			floor,
			newest,
			known: after(floor, known),
			unanswered: failures.filter((failure) => !fresh.includes(failure)).flatMap(({ keys }) => keys).slice(0, MOST),
			read: after(floor - OVERLAP_MS, { ...memory.read, ...beginnings(look.read, newest) }),
		},
	};
}

/** When the calls that matter began at the earliest, Unix ms. */
export function readFrom(memory: Memory | undefined, now: number): number {
	return memory ? memory.floor - OVERLAP_MS : now - HISTORY_MS;
}

/**
 * Which calls to read, at most `most`: those never read first, oldest of them first, so that none is passed over; then the newest,
 * which may have asked again.
 */
export function choose<Row extends Beginning>(memory: Memory | undefined, rows: readonly Row[], most: number): { readonly chosen: readonly Row[]; readonly left: readonly Row[] } {
	const byTime = [...rows].sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
	const unread = byTime.filter(({ callId }) => memory?.read[callId] === undefined);
	const again = byTime.filter(({ callId, at }) => memory?.read[callId] !== undefined && at !== undefined).reverse();
	// Before the first report there is nothing to miss: the newest say what is history.
	const inOrder = memory ? [...unread, ...again] : unread.reverse();
	return { chosen: inOrder.slice(0, most), left: inOrder.slice(most).filter(({ callId }) => memory?.read[callId] === undefined) };
}

function timesOf(sightings: readonly Sighting[]): Record<string, number> {
	return Object.fromEntries(sightings.flatMap(({ keys, at }) => keys.map((key) => [key, at ?? 0])));
}

function beginnings(calls: readonly Beginning[], newest: number): Record<string, number> {
	return Object.fromEntries(calls.map(({ callId, at }) => [callId, at ?? newest]));
}

/** Calls not read yet hold the floor down: Unix ms, just before the oldest of them. */
function beforeThe(left: readonly Beginning[]): number {
	return left.reduce((oldest, { at }) => Math.min(oldest, (at ?? Infinity) - 1), Infinity);
}

function newestOf(found: readonly { readonly at: number | undefined }[], known: number): number {
	return found.reduce((newest, { at }) => Math.max(newest, at ?? -Infinity), known);
}

/** Where too many are remembered the oldest are forgotten, and never reported again for that. */
function tooMany(known: Readonly<Record<string, number>>): number {
	const times = Object.values(known).sort((one, other) => other - one);
	return times[MOST] ?? -Infinity;
}

function after(floor: number, times: Readonly<Record<string, number>>): Record<string, number> {
	const kept = Object.entries(times).filter(([, at]) => at > floor).sort(([, one], [, other]) => other - one);
	return Object.fromEntries(kept.slice(0, MOST));
}
