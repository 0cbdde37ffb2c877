import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCrossbar, type RunningCrossbar } from '../startCrossbar';
import { createAccountStore } from '../store/accountStore';
import { ask, logIn, textOf, type AccountClient } from '../testing/client';
import { documentKinds } from './documentKinds';

let now = Date.UTC(2026, 5, 30, 10);
let crossbar: RunningCrossbar;
let acme: AccountClient;
beforeAll(async () => {
	crossbar = await startCrossbar({ store: createAccountStore({ now: () => now }), tokenLifetimeS: 86_400 });
	acme = await logIn(crossbar);
});
afterAll(() => crossbar.close());

/** What a kind of document cannot do without. */
const LEAST: Readonly<Record<string, object>> = {
	users: { first_name: 'Eve', last_name: 'Elm' },
	vmboxes: { name: 'Box', mailbox: '7000' },
	callflows: { numbers: ['7001'], flow: { module: 'hangup', data: {} } },
};

describe.each(documentKinds().map(({ resource }) => [resource] as const))('%s', (resource) => {
	const data = { name: 'New', ...LEAST[resource] };

	it('are created, shown, listed, changed, replaced and deleted', async () => {
		const created = await acme.put(`/${resource}`, { ...data });
		expect(created).toMatchObject({ status: 201, body: { status: 'success', revision: expect.stringMatching(/^1-[0-9a-f]{32}$/) as string } });
		expect(created.document).toMatchObject(data);
		const id = textOf(created.document['id']);
		expect(id).toMatch(/^[0-9a-f]{32}$/);
		expect(created.headers.get('location')).toBe(id);
		expect((await acme.get(`/${resource}/${id}`)).document).toMatchObject(created.document);
		expect((await acme.get(`/${resource}?paginate=false`)).rows.find((row) => row['id'] === id)).toBeDefined();

		const patched = await acme.patch(`/${resource}/${id}`, { note: { by: 'n8n' } });
		expect(patched).toMatchObject({ status: 200, body: { revision: expect.stringMatching(/^2-/) as string }, document: { ...created.document, note: { by: 'n8n' } } });
		const replaced = await acme.post(`/${resource}/${id}`, { ...data, mark: 1 });
		expect(replaced.document).toMatchObject({ ...data, mark: 1, id });
		expect(replaced.document).not.toHaveProperty('note');

		expect((await acme.remove(`/${resource}/${id}`)).document).toMatchObject({ ...data, id });
		expect(await acme.get(`/${resource}/${id}`)).toMatchObject({ status: 404, body: { message: 'bad_identifier', data: [id] } });
	});

	it('without their name, or without data around it, are refused', async () => {
		const refused = await acme.put(`/${resource}`, { name: 5 });
		expect(refused).toMatchObject({ status: 400, body: { status: 'error', error: '400', message: 'validation error' } });
		const bare = await ask(crossbar, 'PUT', `/accounts/${acme.account.id}/${resource}`, data, { 'x-auth-token': acme.token });
		expect(bare).toMatchObject({ status: 400, document: { data: { required: { message: 'Field is required but missing' } } } });
	});
});

describe('a document', () => {
	it('is patched at any depth: null takes a key away, a list replaces', async () => {
		const { document } = await acme.put('/menus', { name: 'Night', media: { greeting: 'abc', extra: { one: 1, two: 2 } }, flags: ['a', 'b'] });
		const patched = await acme.patch(`/menus/${textOf(document['id'])}`, { media: { extra: { two: null, three: 3 } }, flags: ['c'], retries: 5 });
		expect(patched.document).toMatchObject({ name: 'Night', media: { greeting: 'abc', extra: { one: 1, three: 3 } }, flags: ['c'], retries: 5 });
		expect(patched.document['media']).not.toHaveProperty('extra.two');
		expect((await acme.patch(`/menus/${textOf(document['id'])}`, { media: {} })).document['media']).toEqual({});
	});

	it('gets the defaults of its schema', async () => {
		expect((await acme.put('/vmboxes', { name: 'Spare', mailbox: '7100' })).document).toMatchObject({ require_pin: false, check_if_owner: true, media: {}, media_extension: 'mp3', notify_email_addresses: [] });
		expect((await acme.put('/media', { name: 'Tune' })).document).toMatchObject({ media_source: 'upload', streamable: true, tts: { voice: 'female/en-US' } });
	});

	it('cannot choose its id or private fields', async () => {
		const { document } = await acme.put('/menus', { name: 'Mine', id: 'a'.repeat(32), pvt_type: 'user', _rev: '9-a' });
		expect(document['id']).not.toBe('a'.repeat(32));
		expect(document).not.toHaveProperty('pvt_type');
		expect(document).not.toHaveProperty('_rev');
	});

	it.each([
		['vmboxes', { name: 'x', mailbox: '' }, { mailbox: { minLength: expect.anything() as unknown } }],
		['vmboxes', { name: 'x', mailbox: '1001' }, { mailbox: { unique: expect.anything() as unknown } }],
		['vmboxes', { name: 'x', mailbox: '7200', pin: '12' }, { pin: { minLength: { target: 4 } } }],
		['vmboxes', { name: 'x', mailbox: '7200', notify_email_addresses: ['nobody'] }, { 'notify_email_addresses.0': { pattern: expect.anything() as unknown } }],
		['vmboxes', { mailbox: '7200' }, { name: { required: expect.anything() as unknown } }],
		['media', { name: 'x', media_source: 'radio' }, { media_source: { enum: { target: ['recording', 'upload', 'tts'] } } }],
		['menus', { name: 'x', retries: 11 }, { retries: { maximum: { target: 10 } } }],
		['menus', { name: 'x', retries: '3' }, { retries: { type: { target: 'integer' } } }],
		['users', { first_name: 'x', last_name: 'y', username: 'ann' }, { username: { unique: expect.anything() as unknown } }],
	])('of %s %j is refused with field and rule', async (resource, data, errors) => {
		expect(await acme.put(`/${resource}`, data)).toMatchObject({ status: 400, document: errors });
	});

	it('that is not there is a bad identifier, whatever is done to it', async () => {
		const path = `/menus/${'0'.repeat(32)}`;
		for (const answer of [await acme.get(path), await acme.post(path, { name: 'x' }), await acme.patch(path, { name: 'x' }), await acme.remove(path)]) {
			expect(answer).toMatchObject({ status: 404, body: { message: 'bad_identifier' } });
		}
	});

	it('takes only the methods it has', async () => {
		expect(await acme.post('/menus', { name: 'x' })).toMatchObject({ status: 405, body: { message: 'invalid_method' } });
		expect((await acme.post('/menus', { name: 'x' })).headers.get('allow')).toBe('GET, PUT');
	});
});

describe('a body', () => {
	const send = (body: string, type = 'application/json') => fetch(`${crossbar.url}/accounts/${acme.account.id}/menus`, {
		method: 'PUT', headers: { 'content-type': type, 'x-auth-token': acme.token }, body,
	});

	it.each([['{', 400], ['[]', 400], ['"data"', 400], ['{"data": []}', 400], ['', 400]])('%j is answered with %i', async (body, status) => {
		const answer = await send(body);
		expect([answer.status, (await answer.json() as { status: string }).status]).toEqual([status, 'error']);
	});

	it('of another type, or without end, is refused', async () => {
		expect((await send('name=x', 'application/x-www-form-urlencoded')).status).toBe(415);
		expect((await send(JSON.stringify({ data: { name: 'x'.repeat(1_100_000) } }))).status).toBe(413);
	});
});

describe('a list', () => {
	it('is paged, 50 rows at a time, until there is no next key', async () => {
		for (let number = 0; number < 120; number += 1) crossbar.store.save(acme.account.id, 'faxboxes', { name: `Box ${number}` });
		const seen: string[] = [];
		const sizes: number[] = [];
		for (let next: string | undefined = ''; next !== undefined;) {
			const page = await acme.get(`/faxboxes${next === '' ? '' : `?start_key=${next}`}`);
			seen.push(...page.rows.map((row) => textOf(row['id'])));
			sizes.push(Number(page.body['page_size']));
			if (next !== '') expect(page.body['start_key']).toBe(next);
			const { next_start_key: key } = page.body;
			next = typeof key === 'string' ? key : undefined;
		}
		expect([sizes, new Set(seen).size]).toEqual([[50, 50, 20], 120]);
		const all = await acme.get('/faxboxes?paginate=false');
		expect(all.rows).toHaveLength(120);
		expect(all.body).not.toHaveProperty('page_size');
		expect((await acme.get('/faxboxes?page_size=7')).rows).toHaveLength(7);
		expect((await acme.get('/faxboxes?page_size=many')).rows).toHaveLength(50);
	});

	it('of users is by last name, then first name', async () => {
		expect((await acme.get('/users')).rows.map((row) => row['last_name']).filter((name) => name !== 'Elm')).toEqual(['Archer', 'Bell', 'Crane']);
	});

	it('of callflows has numbers and modules, and no flow', async () => {
		const row = (await acme.get('/callflows')).rows.find(({ name }) => name === 'Main number');
		expect(row).toMatchObject({ numbers: ['+14155550100'], patterns: [], featurecode: false, modules: ['menu', 'user', 'voicemail'], flags: [] });
		expect(row).not.toHaveProperty('flow');
	});

	it('of voicemail boxes has the counts of messages', async () => {
		expect((await acme.get('/vmboxes')).rows.find(({ mailbox }) => mailbox === '1001')).toMatchObject({ name: 'Ann Archer', messages: 0, folders: { new: 0, saved: 0 } });
	});

	it.each([
		['filter_username=bob', ['Bob']],
		['filter_not_username=bob', ['Ann', 'Cleo']],
		['filter_priv_level=user', ['Bob', 'Cleo']],
		['filter_username=["ann","bob"]', ['Ann', 'Bob']],
		['has_key=username', ['Ann', 'Bob']],
		['key_missing=username', ['Cleo']],
		['filter_priv_level=user&has_value=username', ['Bob']],
		['filter_username=', ['Cleo']],
		['filter_a.b=1', []],
	])('is filtered by %s', async (query, names) => {
		const { rows } = await acme.get(`/users?${query}`);
		expect(rows.map((row) => row['first_name'])).toEqual(names);
	});

	it('is filtered by the times of its documents', async () => {
		now += 3_600_000;
		await acme.put('/groups', { name: 'Late' });
		const seconds = Math.floor(now / 1000) + 62_167_219_200;
		expect((await acme.get(`/groups?created_from=${seconds}`)).rows.map((row) => row['name'])).toEqual(['Late']);
		expect((await acme.get(`/groups?modified_to=${seconds - 1}`)).rows.map((row) => row['name'])).toEqual(['Support']);
	});

	it('filtered by numbers finds a callflow with that number only, and needs an encoded plus', async () => {
		await acme.put('/callflows', { numbers: ['7301', '7302'], flow: { module: 'hangup', data: {} } });
		expect((await acme.get('/callflows?filter_numbers=%2B14155550100')).rows.map((row) => row['name'])).toEqual(['Main number']);
		expect((await acme.get('/callflows?filter_numbers=+14155550100')).rows).toEqual([]);
		expect((await acme.get('/callflows?filter_numbers=7301')).rows).toEqual([]);
	});
});

describe('the search', () => {
	it.each([
		['t=callflow&q=number&v=1415555', ['Main number']],
		['t=callflow&q=number&v=%2B1415555', []],
		['t=user&q=name&v=bob', ['Bob Bell']],
		['t=vmbox&q=name&v=support', ['Support team']],
		['t=callflow&q=name_and_number&v=main', ['Main number']],
	])('%s', async (query, names) => {
		expect((await acme.get(`/search?${query}`)).rows.map((row) => row['name'])).toEqual(names);
	});

	it.each([['q=name&v=a', 't'], ['t=user&v=a', 'q'], ['t=user&q=name', 'v'], ['t=user&q=colour&v=a', 'q']])('%s lacks %s', async (query, field) => {
		expect(await acme.get(`/search?${query}`)).toMatchObject({ status: 400, document: { [field]: expect.anything() as unknown } });
	});
});
