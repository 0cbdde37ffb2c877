import { describe, expect, it } from 'vitest';
import { readView } from './readView';

const view = (databases: readonly (readonly string[])[], query: Parameters<typeof readView>[2]) => readView(databases, (row) => row, query);

describe('a page of a view', () => {
	it('has as many rows as asked for, and the key of the next one', () => {
		expect(view([['a', 'b', 'c']], { descending: false, limit: 2 })).toEqual({ rows: ['a', 'b'], nextStartKey: 'c' });
		expect(view([['a', 'b', 'c']], { descending: true, limit: 2 })).toEqual({ rows: ['c', 'b'], nextStartKey: 'a' });
		expect(view([['a', 'b', 'c']], { descending: false, limit: 3 })).toEqual({ rows: ['a', 'b', 'c'] });
		expect(view([['a', 'b', 'c']], { descending: true })).toEqual({ rows: ['c', 'b', 'a'] });
	});

	it('starts at its key, that one included, or where it would stand', () => {
		expect(view([['a', 'b', 'd']], { descending: false, startKey: 'b' })).toEqual({ rows: ['b', 'd'] });
		expect(view([['a', 'b', 'd']], { descending: true, startKey: 'c' })).toEqual({ rows: ['b', 'a'] });
	});

	it('goes on in the next database', () => {
		expect(view([['x'], ['a', 'y'], ['b']], { descending: true, limit: 3 })).toEqual({ rows: ['x', 'y', 'a'], nextStartKey: 'b' });
	});

	it('skips in the next database what lies before its start key, as the switch does', () => {
		const first = view([['b', 'c'], ['a', 'd']], { descending: true, limit: 1 });
		expect(first).toEqual({ rows: ['c'], nextStartKey: 'b' });
		expect(view([['b', 'c'], ['a', 'd']], { descending: true, limit: 9, startKey: 'b' })).toEqual({ rows: ['b', 'a'] });
	});
});
