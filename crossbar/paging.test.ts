import { describe, expect, it } from 'vitest';
import { memorySwitch, success } from '../test/crossbar/memorySwitch';
import { readPages, type PagingOptions } from './paging';
import { createCrossbar } from './session';
import type { CrossbarReply, CrossbarRequest } from './transport';

const LIST: CrossbarRequest = { method: 'GET', path: '/accounts/acc/users', query: { filter_x: 'y' } };

async function read(answer: (request: CrossbarRequest) => CrossbarReply, options?: PagingOptions) {
	const { transport, asked } = memorySwitch(answer);
	const pages = await readPages(createCrossbar({ transport, login: { kind: 'transport' }, now: () => 0 }), LIST, options);
	return { ...pages, asked };
}

/** Numbers from 0 on; the key of a page is odd text that must come back as it is. */
function numbers(count: number): (request: CrossbarRequest) => CrossbarReply {
	return ({ query }) => {
		const from = Number(query?.['start_key']?.replace('g2oAAAB/+= ', '') ?? 0);
		const to = Math.min(count, from + Number(query?.['page_size'] ?? count));
		const rows = Array.from({ length: to - from }, (_, index) => from + index);
		return success(rows, { page_size: String(rows.length), ...(to < count ? { next_start_key: `g2oAAAB/+= ${to}` } : {}) });
	};
}

describe('a list in pages', () => {
	it('is read to its end, each key sent back unchanged', async () => {
		const { items, complete, asked } = await read(numbers(250));
		expect(items).toEqual(Array.from({ length: 250 }, (_, index) => index));
		expect(complete).toBe(true);
		expect(asked.map(({ query }) => query)).toEqual([
			{ filter_x: 'y', page_size: '100' },
			{ filter_x: 'y', page_size: '100', start_key: 'g2oAAAB/+= 100' },
			{ filter_x: 'y', page_size: '100', start_key: 'g2oAAAB/+= 200' },
		]);
	});

	it('is asked for at once without paging', async () => {
		const { items, asked } = await read(numbers(250), { paginate: false });
		expect(items).toHaveLength(250);
		expect(asked.map(({ query }) => query)).toEqual([{ filter_x: 'y', paginate: 'false' }]);
	});

	it('goes back with keys that are no text', async () => {
		const { asked, complete } = await read(({ query }) => success([1], query?.['start_key'] === undefined ? { next_start_key: ['a', 1] } : {}));
		expect(asked[1]?.query).toMatchObject({ start_key: '["a",1]' });
		expect(complete).toBe(true);
	});

	it('is not read in circles', async () => {
		const { items, complete, remarks, asked } = await read(() => success([1], { next_start_key: 'same' }));
		expect(asked).toHaveLength(2);
		expect({ items, complete }).toEqual({ items: [1, 1], complete: false });
		expect(remarks.join()).toContain('twice');
	});

	it('ends after so many pages, and says so', async () => {
		const { items, complete, remarks } = await read(numbers(1000), { pageSize: 10, maxPages: 3 });
		expect(items).toHaveLength(30);
		expect(complete).toBe(false);
		expect(remarks.join()).toContain('3 pages');
	});

	it('stops when there is enough', async () => {
		const { items, complete, asked } = await read(numbers(1000), { pageSize: 10, enough: 15 });
		expect(items).toHaveLength(20);
		expect(complete).toBe(false);
		expect(asked).toHaveLength(2);
	});

	it('may be one object or nothing', async () => {
		expect((await read(() => success({ id: 'a' }))).items).toEqual([{ id: 'a' }]);
		expect((await read(() => success(null))).items).toEqual([]);
	});

	it.each([0, -1, 1.5, NaN])('is not asked for in pages of %d, which the switch calls a wrong address', async (pageSize) => {
		await expect(read(numbers(1), { pageSize })).rejects.toMatchObject({ code: 'crossbar.setting' });
	});
});
