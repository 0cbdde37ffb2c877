import { describe, expect, it } from 'vitest';
import { failure, memorySwitch, success } from '../test/crossbar/memorySwitch';
import { listDescendants, readAccount } from './accounts';
import { listResources } from './resources';
import { createCrossbar } from './session';
import type { CrossbarReply, CrossbarRequest } from './transport';

function open(answer: (request: CrossbarRequest) => CrossbarReply) {
	const { transport, asked } = memorySwitch(answer);
	return { crossbar: createCrossbar({ transport, login: { kind: 'transport' }, now: () => 0 }), asked };
}

describe('what an account has', () => {
	it('is listed by name', async () => {
		const { crossbar } = open(() => success([
			{ id: 'u2', first_name: 'Bob', last_name: 'Baker', username: 'bob@x' }, { id: 'u1', first_name: 'Alice' }, { id: 'u3', username: 'carl' }, { id: 'u4' }, { name: 'no id' },
		]));
		await expect(listResources(crossbar, 'acc', 'users')).resolves.toEqual([
			{ id: 'u1', name: 'Alice' }, { id: 'u2', name: 'Bob Baker', detail: 'bob@x' }, { id: 'u3', name: 'carl' }, { id: 'u4', name: 'u4' },
		]);
	});

	it('is searched in names and numbers, whatever the case', async () => {
		const { crossbar, asked } = open(() => success([{ id: 'b1', name: 'Sales', mailbox: '3000' }, { id: 'b2', name: 'Support', mailbox: 3001 }]));
		await expect(listResources(crossbar, 'acc', 'vmboxes', { search: 'SAL' })).resolves.toEqual([{ id: 'b1', name: 'Sales', detail: '3000' }]);
		await expect(listResources(crossbar, 'acc', 'vmboxes', { search: '3001', filter: { owner_id: 'u1' } })).resolves.toEqual([{ id: 'b2', name: 'Support', detail: '3001' }]);
		expect(asked[1]).toMatchObject({ path: '/accounts/acc/vmboxes', query: { filter_owner_id: 'u1' } });
	});

	it('includes the accounts below it', async () => {
		const { crossbar, asked } = open(() => success([{ id: 'c2', name: 'Zoo', realm: 'zoo.x', tree: ['root', 'acc'] }, { id: 'c1', name: 'Acme' }]));
		await expect(listDescendants(crossbar, 'acc')).resolves.toEqual([{ id: 'c1', name: 'Acme', ancestors: [] }, { id: 'c2', name: 'Zoo', realm: 'zoo.x', ancestors: ['root', 'acc'] }]);
		expect(asked[0]?.path).toBe('/accounts/acc/descendants');
	});

	it('is out of reach in another account', async () => {
		const { crossbar } = open(() => failure(403, 'forbidden'));
		await expect(readAccount(crossbar, 'other')).rejects.toMatchObject({ code: 'crossbar.forbidden', message: expect.stringContaining('/accounts/other') });
	});
});
