import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCrossbar, type RunningCrossbar } from './startCrossbar';
import { ask, logIn, textOf, type AccountClient } from './testing/client';

let crossbar: RunningCrossbar;
let acme: AccountClient;
beforeAll(async () => {
	crossbar = await startCrossbar({ version: '4.3' });
	acme = await logIn(crossbar);
});
afterAll(() => crossbar.close());

const idOf = (name: string) => crossbar.store.accounts().find((account) => account.name === name)?.id ?? '';
const about = (id: string, path = '') => ask(crossbar, 'GET', `/accounts/${id}${path}`, undefined, { 'x-auth-token': acme.token });

describe('an account', () => {
	it('is shown with name, realm and reseller', async () => {
		const { status, body, document } = await acme.get('');
		expect(status).toBe(200);
		expect(document).toMatchObject({ id: acme.account.id, name: 'Acme', realm: 'acme.virtual.example', is_reseller: true });
		expect(body).toMatchObject({ status: 'success', version: '4.3.142', tokens: { consumed: 1, remaining: 100 }, node: expect.any(String) as string });
		expect(body['timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		expect(body['request_id']).toMatch(/^[0-9a-f]{32}$/);
	});

	it('lists those directly below it and all below it, with their place in the tree', async () => {
		const children = (await acme.get('/children')).rows;
		expect(children.map((row) => row['name'])).toEqual(['Acme West']);
		const all = (await acme.get('/descendants')).rows;
		expect(all.map((row) => row['name']).sort()).toEqual(['Acme West', 'Acme West Lisbon']);
		expect(all.find((row) => row['name'] === 'Acme West Lisbon')?.['tree']).toEqual([acme.account.id, idOf('Acme West')]);
	});

	it('reaches those below it', async () => {
		expect((await about(idOf('Acme West'), '/callflows')).rows).toMatchObject([{ name: 'West' }]);
	});

	it('never reaches another one', async () => {
		for (const path of ['', '/users', '/pivot/debug', '/descendants', '/nothing']) {
			const { status, body } = await about(idOf('Birch Dental'), path);
			expect([status, body['status']]).toEqual([path === '/nothing' ? 404 : 403, 'error']);
		}
		expect(await about('f'.repeat(32))).toMatchObject({ status: 403, body: { message: 'forbidden' } });
	});

	it('below does not reach the one above', async () => {
		const west = crossbar.store.account(idOf('Acme West'));
		const { body } = await ask(crossbar, 'PUT', '/api_auth', { data: { api_key: west?.apiKey } });
		const headers = { 'x-auth-token': textOf(body['auth_token']) };
		expect((await ask(crossbar, 'GET', `/accounts/${acme.account.id}`, undefined, headers)).status).toBe(403);
		expect((await ask(crossbar, 'GET', `/accounts/${idOf('Acme West Lisbon')}`, undefined, headers)).status).toBe(200);
	});

	it('with an id that is none is a bad identifier', async () => {
		expect(await about('acme')).toMatchObject({ status: 404, body: { error: '404', message: 'bad_identifier', data: ['acme'] } });
	});
});
