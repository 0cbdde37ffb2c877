import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCrossbar, type RunningCrossbar } from '../startCrossbar';
import { sampleId, SAMPLE_NUMBER } from '../store/sampleAccount';
import { logIn, textOf, type AccountClient } from '../testing/client';

let crossbar: RunningCrossbar;
let acme: AccountClient;
beforeAll(async () => {
	crossbar = await startCrossbar();
	acme = await logIn(crossbar);
});
afterAll(() => crossbar.close());

const pivot = (data: object = {}) => ({ module: 'pivot', data: { voice_url: 'https://pivot.example/ivr', ...data } });

describe('a callflow', () => {
	it('is stored with the defaults of its modules', async () => {
		const { status, document } = await acme.put('/callflows', { name: 'To n8n', numbers: ['8000'], flow: pivot({ method: 'post', req_body_format: 'json', debug: true }) });
		expect(status).toBe(201);
		expect(document).toMatchObject({ name: 'To n8n', numbers: ['8000'], patterns: [], flow: { module: 'pivot', data: { method: 'post', req_format: 'kazoo', debug: true }, children: {} } });
	});

	it('is shown with the names of what it leads to, which are no part of it', async () => {
		const { document } = await acme.get(`/callflows/${sampleId('callflow main')}`);
		expect(document['metadata']).toEqual({
			[sampleId('menu front desk')]: { name: 'Front desk', pvt_type: 'menu' },
			[sampleId('user ann')]: { name: 'Ann Archer', pvt_type: 'user' },
			[sampleId('user bob')]: { name: 'Bob Bell', pvt_type: 'user' },
			[sampleId('vmbox ann')]: { name: 'Ann Archer', pvt_type: 'vmbox' },
			[sampleId('vmbox team')]: { name: 'Support team', pvt_type: 'vmbox' },
		});
		expect(crossbar.store.document(acme.account.id, 'callflows', sampleId('callflow main'))?.fields).not.toHaveProperty('metadata');
	});

	it.each([
		['denied host', { numbers: ['8100'], flow: pivot({ voice_url: 'http://localhost:8090/ivr' }) }, 'flow.data.voice_url', 'deniedUrl'],
		['missing key', { numbers: ['8100'], flow: { module: 'pivot', data: {} } }, 'flow.data.voice_url', 'required'],
		['deep down', { numbers: ['8100'], flow: { module: 'menu', data: { id: 'a' }, children: { 1: { module: 'tts', data: {} } } } }, 'flow.children.1.data.text', 'required'],
		['unknown module', { numbers: ['8100'], flow: { module: 'say', data: {} } }, 'flow.module', 'unknownModule'],
		['wrong limit', { numbers: ['8100'], flow: pivot({ req_timeout_ms: 9000 }) }, 'flow.data.req_timeout_ms', 'maximum'],
		['no number', { flow: pivot() }, 'numbers', 'required'],
		['number twice', { numbers: ['8100', '8100'], flow: pivot() }, 'numbers', 'uniqueItems'],
		['number of another', { numbers: ['4155550100'], flow: pivot() }, 'numbers', 'unique'],
		['pattern of another', { patterns: ['^\\*97([0-9]*)$'], flow: pivot() }, 'patterns', 'unique'],
		['numbers that are no list', { numbers: '8100', flow: pivot() }, 'numbers', 'type'],
	])('with %s is not stored', async (_name, data, field, rule) => {
		const answer = await acme.put('/callflows', data);
		expect([answer.status, answer.document[field]]).toEqual([400, { [rule]: expect.objectContaining({ message: expect.any(String) as string }) as unknown }]);
		expect((await acme.get('/callflows?filter_numbers=8100')).rows).toEqual([]);
	});

	it('has its numbers in international form, and keeps them when it is changed', async () => {
		const { document } = await acme.put('/callflows', { numbers: ['4155550123', '8200'], flow: pivot() });
		expect(document['numbers']).toEqual(['+14155550123', '8200']);
		const patched = await acme.patch(`/callflows/${textOf(document['id'])}`, { flow: { data: { debug: true } } });
		expect(patched.document).toMatchObject({ numbers: ['+14155550123', '8200'], flow: { data: { voice_url: 'https://pivot.example/ivr', debug: true } } });
	});

	it('is not changed by a patch that would break it', async () => {
		const id = sampleId('callflow main');
		const before = (await acme.get(`/callflows/${id}`)).document;
		expect((await acme.patch(`/callflows/${id}`, { flow: { module: 'pivot', data: { voice_url: 'http://127.0.0.1/x' } } })).status).toBe(400);
		expect((await acme.get(`/callflows/${id}`)).document).toEqual(before);
		expect(before['numbers']).toEqual([SAMPLE_NUMBER]);
	});
});
