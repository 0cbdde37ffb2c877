import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_DENY_LIST } from '../../pivot/callflow/denyList';
import { heardIn, pivotTo, say, startPivots, type PivotServer } from '../testing/pivots';
import { callNumber } from './callNumber';
import { startCrossbar, type RunningCrossbar } from './startCrossbar';
import { createAccountStore } from './store/accountStore';
import { SAMPLE_NUMBER, sampleId } from './store/sampleAccount';
import { logIn, textOf, type AccountClient } from './testing/client';

let pivots: PivotServer;
let crossbar: RunningCrossbar;
let acme: AccountClient;
beforeEach(async () => {
	pivots = await startPivots((url) => ({
		'/ivr': pivotTo(`${url}/end`, {}, { debug: true }),
		'/end': say('Goodbye.'),
		'/broken': { status: 200, text: '{"module": "tts", }' },
	}));
	crossbar = await startCrossbar({ deny: NO_DENY_LIST });
	acme = await logIn(crossbar);
});
afterEach(async () => {
	await crossbar.close();
	await pivots.close();
});

const connect = (path: string, data: object = { debug: true }) =>
	acme.patch(`/callflows/${sampleId('callflow main')}`, { flow: { ...pivotTo(pivots.url + path), data: { voice_url: pivots.url + path, method: 'post', req_body_format: 'json', ...data }, children: null } });
const call = (number = SAMPLE_NUMBER, settings: Parameters<typeof callNumber>[2] = {}) => callNumber(crossbar.store, number, { deny: NO_DENY_LIST, ...settings });

describe('calling a number of the virtual switch', () => {
	it('runs the callflow its API shows, and what the pivots left is in its debug log', async () => {
		expect((await connect('/ivr')).status).toBe(200);
		const result = await call(SAMPLE_NUMBER, { caller: { from: '+14155550142' } });
		expect(heardIn(result)).toEqual(['Goodbye.']);
		expect(pivots.seen[0]?.json()).toMatchObject({ From: '+14155550142', To: SAMPLE_NUMBER, 'To-Realm': 'acme.virtual.example', 'Account-ID': acme.account.id });

		const [row] = (await acme.get('/pivot/debug')).rows;
		expect(row).toMatchObject({ call_id: result.call.callId, uri: expect.stringContaining(pivots.url) as string, status_code: '200' });
		const { rows } = await acme.get(`/pivot/debug/${encodeURIComponent(textOf(row?.['debug_id']))}`);
		expect(rows.map((document) => document['uri'] ?? document['resp_status_code']).sort()).toEqual(['200', '200', `${pivots.url}/end`, `${pivots.url}/ivr`]);
		expect(rows.find((document) => document['req_body'] !== undefined)?.['req_body']).toContain('"Call-ID"');
	});

	it('logs nothing while the pivot is not debugged, but for JSON that cannot be read', async () => {
		await connect('/end', {});
		await call();
		expect((await acme.get('/pivot/debug')).rows).toEqual([]);
		await connect('/broken', {});
		await call(SAMPLE_NUMBER, { version: '4.3' });
		expect((await acme.get('/pivot/debug')).rows).toMatchObject([{ has_json_errors: true }]);
	});

	it('finds it however the number is written, by a pattern, and in an account below', async () => {
		await connect('/end');
		expect(heardIn(await call('4155550100'))).toEqual(['Goodbye.']);
		await acme.put('/callflows', { patterns: ['^8(\\d+)$'], flow: say('Outside line.') });
		expect(heardIn(await call('8123'))).toEqual(['Outside line.']);
		const west = crossbar.store.accounts().find(({ name }) => name === 'Acme West');
		expect(heardIn(await call('+14155550177', { accountId: west?.id ?? '' }))).toEqual(['Acme West is closed.']);
	});

	it('rings who the documents and the account say', async () => {
		const result = await call(SAMPLE_NUMBER, { script: { digits: ['1'] }, account: { endpoints: { [sampleId('user ann')]: { does: 'no-answer' } } } });
		expect(result.events.filter((event) => event.type === 'node').map((event) => event.module)).toEqual(['menu', 'user', 'voicemail']);
	});

	it('nobody has, or in an account nobody has, says so', async () => {
		await expect(call('+19995550100')).rejects.toThrow(`No callflow of account “Acme” takes +19995550100. It has the numbers ${SAMPLE_NUMBER}, 1001.`);
		await expect(call(SAMPLE_NUMBER, { accountId: '0'.repeat(32) })).rejects.toThrow('There is no account');
	});

	it('stamps its documents with the time of the store', async () => {
		const store = createAccountStore({ now: () => Date.UTC(2030, 0, 15) });
		store.save(store.primary.id, 'callflows', { numbers: ['1'], flow: { module: 'pivot', data: { voice_url: `${pivots.url}/end`, debug: true } } });
		await callNumber(store, '1', { deny: NO_DENY_LIST });
		expect(store.debugLog(store.primary.id).inMonth('203001')).toHaveLength(2);
	});
});
