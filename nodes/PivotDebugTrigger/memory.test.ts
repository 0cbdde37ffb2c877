import { describe, expect, it } from 'vitest';
import { begin, choose, OVERLAP_MS, recall, report, readFrom, type Look, type Memory, type Sighting } from './memory';

const NOON = Date.UTC(2026, 5, 30, 12);
const SECOND = 1000;
const MINUTE = 60_000;

function failure(key: string, at: number | undefined, changes: Partial<Sighting> = {}): Sighting {
	return { keys: [key], at, failed: true, isOpen: false, ...changes };
}

function look(...sightings: readonly Sighting[]): Look<Sighting> {
	return { sightings, read: [], left: [] };
}

function keysOf({ fresh }: ReturnType<typeof report>): string[] {
	return fresh.flatMap(({ keys }) => keys);
}

/** Polls one after the other, as n8n does: what is remembered goes through JSON. */
function pollAll(first: Look<Sighting>, ...later: readonly Look<Sighting>[]): string[][] {
	let memory: Memory | undefined = begin('log', first, NOON);
	return later.map((seen) => {
		const reported = report(memory ?? begin('log', seen, NOON), seen);
		memory = recall(JSON.stringify(reported.memory), 'log');
		return keysOf(reported);
	});
}

describe('waiting for failures', () => {
	it('takes what is there at first for history', () => {
		const history = [failure('old', NOON - MINUTE), failure('same second', NOON)];
		expect(pollAll(look(...history), look(...history))).toEqual([[]]);
	});

	it('reports what fails later, once, oldest first', () => {
		const later = [failure('second', NOON + 2 * SECOND), failure('first', NOON + SECOND)];
		expect(pollAll(look(failure('old', NOON)), look(...later), look(...later))).toEqual([['first', 'second'], []]);
	});

	it('reports what fails in the second in which the history ends', () => {
		expect(pollAll(look(failure('old', NOON)), look(failure('old', NOON), failure('new', NOON)))).toEqual([['new']]);
	});

	it('reports what the list had left out before', () => {
		const late = failure('late', NOON + MINUTE);
		expect(pollAll(look(failure('old', NOON)), look(failure('newer', NOON + 20 * MINUTE)), look(late))).toEqual([['newer'], ['late']]);
	});

	it('does not report what was served', () => {
		expect(pollAll(look(), look(failure('served', NOON, { failed: false })))).toEqual([[]]);
	});

	it('gives an attempt without an answer until the next poll', () => {
		const open = failure('slow', NOON + SECOND, { isOpen: true });
		const answered = failure('slow', NOON + SECOND, { failed: false });
		expect(pollAll(look(), look(open), look(open), look(open))).toEqual([[], ['slow'], []]);
		expect(pollAll(look(), look(open), look(answered))).toEqual([[], []]);
	});

	it('knows an attempt again by any of its documents', () => {
		const first = failure('request', NOON + SECOND);
		expect(pollAll(look(), look(first), look({ ...first, keys: ['answer', 'request'] }))).toEqual([['request'], []]);
	});

	it('does not report an attempt without a time, which cannot be told from an old one', () => {
		expect(pollAll(look(), look(failure('timeless', undefined)))).toEqual([[]]);
	});

	it('works by the clock of the log: one that is hours behind loses nothing', () => {
		const behind = NOON - 5 * 60 * MINUTE;
		expect(pollAll(look(failure('old', behind)), look(failure('new', behind + SECOND)))).toEqual([['new']]);
	});

	it('reports from an empty log on, whatever its clock says', () => {
		expect(pollAll(look(), look(failure('first', NOON - 3 * 60 * MINUTE)))).toEqual([['first']]);
	});

	it('remembers a bounded number of failures and still reports none twice', () => {
		const many = Array.from({ length: 7_000 }, (_, index) => failure(`f${index}`, NOON + index));
		const memory = report(begin('log', look(), NOON), look(...many)).memory;
		expect(Object.keys(memory.known).length).toBeLessThanOrEqual(5_000);
		expect(keysOf(report(memory, look(...many)))).toEqual([]);
	});

	it('begins anew when another log is watched, or what was kept is not its own', () => {
		const memory = begin('log', look(), NOON);
		expect(recall(JSON.stringify(memory), 'log')).toEqual(memory);
		expect(recall(JSON.stringify(memory), 'another')).toBeUndefined();
		expect(recall(JSON.stringify({ ...memory, v: 0 }), 'log')).toBeUndefined();
		expect(recall('{', 'log')).toBeUndefined();
		expect(recall(undefined, 'log')).toBeUndefined();
	});
});

describe('choosing the calls to read', () => {
	const rows = Array.from({ length: 5 }, (_, index) => ({ callId: `c${index}`, at: NOON + index * MINUTE }));
	const idsOf = (chosen: readonly { readonly callId: string }[]) => chosen.map(({ callId }) => callId);

	it('begins with the newest', () => {
		const { chosen, left } = choose(undefined, rows, 2);
		expect([idsOf(chosen), idsOf(left)]).toEqual([['c4', 'c3'], ['c2', 'c1', 'c0']]);
	});

	it('then takes those never read, the oldest first, before it reads any again', () => {
		const memory = { ...begin('log', look(), NOON), read: { c0: NOON, c3: NOON } };
		const { chosen, left } = choose(memory, rows, 4);
		expect([idsOf(chosen), idsOf(left)]).toEqual([['c1', 'c2', 'c4', 'c3'], []]);
	});

	it('passes over none when there are more than can be read at once', () => {
		let memory = begin('log', look(), NOON - OVERLAP_MS);
		const busy = Array.from({ length: 500 }, (_, index) => ({ callId: `c${index}`, at: NOON + index * MINUTE }));
		const reported: string[] = [];
		for (let poll = 0; poll < 6; poll++) {
			const listed = busy.filter(({ at }) => at >= readFrom(memory, NOON));
			const { chosen, left } = choose(memory, listed, 100);
			const result = report(memory, { sightings: chosen.map(({ callId, at }) => failure(callId, at)), read: chosen, left });
			reported.push(...keysOf(result));
			memory = result.memory;
		}
		expect(reported.sort()).toEqual(idsOf(busy).sort());
	});
});
