import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_DENY_LIST } from '../../../pivot/callflow/denyList';
import type { DialectName } from '../../../pivot/dialects/dialect';
import { EMPTY_REQUEST_REMARK } from '../../../pivot/request/fromFields';
import type { CallSettings } from '../../../switch/callOptions';
import { placeCall } from '../../../switch/placeCall';
import { heardIn, pivotTo, say } from '../../../switch/testing/pivots';
import { startServer, type RunningServer } from '../startServer';
import { newestAttempt, register } from '../testing/clients';
import { pinWorkflow, remembered, RIGHT_PIN } from '../testing/pinWorkflow';
import { TEST_CONFIG, TEST_TOKEN } from '../testing/settings';
import { startStandInN8n, type StandInN8n } from '../testing/standInN8n';

let server: RunningServer;
let n8n: StandInN8n;
beforeAll(async () => {
	server = await startServer(TEST_CONFIG);
	n8n = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond(say('Hello')));
});
afterAll(async () => {
	await server.close();
	await n8n.close();
});

/** A call to a number of this switch whose pivot asks in these words. */
async function callOn(dialect: DialectName, flow: DialectName, req_format: string, settings: CallSettings = {}) {
	const { voiceUrl } = await register(server, `on-${flow}`, n8n.webhookUrl, { dialect: flow });
	return placeCall({ callflow: pivotTo(voiceUrl, {}, { req_format, method: 'get' }), deny: NO_DENY_LIST, dialect, ...settings });
}

const script = { duringPrompts: ['9'], digits: ['123', RIGHT_PIN] };

describe('Piston (assumed as KAZOO 4.3, asking with its own word)', () => {
	it('is served over chained pivots, variables and digits through', async () => {
		n8n.workflow = pinWorkflow({ method: 'post' });
		const result = await callOn('piston', 'piston', 'Piston', { script });
		expect(result).toMatchObject({ verdict: 'served', version: '4.3', pivots: 4 });
		expect(heardIn(result).at(-1)).toBe(remembered(2));
	});

	it('asks again with its own word: the server writes it into every pivot it returns', async () => {
		n8n.workflow = ({ message, respond }) => respond(pivotTo(message.voiceUrl));
		await callOn('piston', 'piston', 'Piston', { maxPivots: 1 });
		expect(JSON.parse((await newestAttempt(server)).answer)).toMatchObject({ module: 'pivot', data: { req_format: 'Piston' } });
	});

	it('cannot be served as if it were KAZOO: it would not run a pivot in KAZOO’s words', async () => {
		n8n.workflow = ({ message, respond }) => respond(pivotTo(message.voiceUrl, {}, { req_format: 'kazoo' }));
		const result = await callOn('piston', 'kazoo', 'Piston', { script: { patienceMs: 12_000 } });
		expect(result.verdict).toBe('dropped');
	});
});

describe('VirtualPBX (assumed as KAZOO 4.3 or master, sending the 19 fields it documents)', () => {
	it.each(['4.3', 'master'] as const)('is served over chained pivots, as %s', async (version) => {
		n8n.workflow = pinWorkflow({ method: 'post' });
		const result = await callOn('virtualpbx', 'virtualpbx', 'kazoo', { script, version });
		expect(heardIn(result).at(-1)).toBe(remembered(2));
		const fields = Object.keys(n8n.calls.at(-1)?.message.fields ?? {});
		expect(fields).toEqual(expect.arrayContaining(['Call-ID', 'Account-ID', 'Caller-ID-Number', 'Digits']));
		expect(fields).not.toContain('Custom-Application-Vars');
	});
});

describe('a KAZOO switch that was given Piston’s word', () => {
	it('sends nothing about the call, and the attempt says why', async () => {
		n8n.workflow = ({ respond }) => respond(say('Hello'));
		const result = await callOn('kazoo', 'piston', 'Piston', { checkStored: false });
		expect(heardIn(result)).toEqual(['Hello']);
		expect((await newestAttempt(server)).request.remarks).toContain(EMPTY_REQUEST_REMARK);
		expect(n8n.calls.at(-1)?.message.remarks).toContain(EMPTY_REQUEST_REMARK);
	});

	it('would not have saved such a callflow over its API', async () => {
		const result = await callOn('kazoo', 'piston', 'Piston');
		expect(result).toMatchObject({ verdict: 'dropped', pivots: 0 });
	});
});
