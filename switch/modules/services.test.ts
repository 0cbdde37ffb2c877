import { describe, expect, it } from 'vitest';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import type { JsonObject } from '../../pivot/json';
import type { CallSettings } from '../callOptions';
import type { CallResult } from '../callResult';
import { heardIn, modulesOf, runStored, say } from '../testing/pivots';

const BOX = 'a'.repeat(32);

const run = (module: string, data: CallflowNode['data'] = {}, settings: CallSettings = {}, children: CallflowNode['children'] = { _: say('after') }) =>
	runStored({ module, data, children }, settings);

const announced = (result: CallResult) => result.events.filter((event) => event.type === 'announced').map(({ kind }) => kind);

describe('voicemail', () => {
	it('takes a message, tells of it, and goes on', async () => {
		const result = await run('voicemail', { id: BOX });
		expect(announced(result)).toEqual(['voicemail_new']);
		expect(heardIn(result).at(-1)).toBe('after');
	});

	it('ends when the caller hangs up after the message', async () => {
		const result = await run('voicemail', { id: BOX }, { script: { afterMessage: 'hangs up' } });
		expect(result).toMatchObject({ endedBy: 'caller', verdict: 'served' });
		expect(modulesOf(result)).toEqual(['voicemail']);
	});

	it.each(['full', 'missing'] as const)('takes none in a box that is %s, and goes on', async (state) => {
		const result = await run('voicemail', { id: BOX }, { account: { voicemailBoxes: { [BOX]: { state } } } });
		expect(announced(result)).toEqual([]);
		expect(heardIn(result).at(-1)).toBe('after');
	});

	it('cuts a message at the length allowed, the box document first', async () => {
		const length = async (box: object) => (await run('voicemail', { id: BOX, max_message_length: 5 }, { script: { messageMs: 60_000 }, account: { voicemailBoxes: { [BOX]: box } } }))
			.events.find((event) => event.type === 'announced')?.detail['length_ms'];
		expect(await length({})).toBe(5_000);
		expect(await length({ maxMessageSeconds: 2 })).toBe(2_000);
	});

	it('leads to the operator of the box when the caller presses 0', async () => {
		const result = await run('voicemail', { id: BOX }, { script: { afterMessage: 'presses 0' }, account: { voicemailBoxes: { [BOX]: { operator: say('operator') } } } });
		expect(heardIn(result).at(-1)).toBe('operator');
	});
});

describe('recording', () => {
	it('record_caller waits for the caller; without a place to send it to it is skipped', async () => {
		const recorded = await run('record_caller', { url: 'https://recordings.example/' }, { script: { messageMs: 9_000 } });
		expect(announced(recorded)).toEqual(['recording']);
		expect(recorded.durationMs).toBeGreaterThan(9_000);
		expect(announced(await run('record_caller'))).toEqual([]);
		expect(announced(await run('record_caller', {}, { account: { storesRecordings: true } }))).toEqual(['recording']);
	});

	it('record_call does not wait', async () => {
		const result = await run('record_call', { action: 'start', url: 'https://recordings.example/' }, {}, {});
		expect(announced(result)).toEqual(['recording']);
		expect(result.durationMs).toBe(0);
	});
});

describe('what is announced and not sent', () => {
	const recipients = [{ type: 'email', id: 'ann@example.com' }];
	const cases: [string, JsonObject, string][] = [
		['webhook', { uri: 'https://hooks.example/', custom_data: { x: 'y' } }, 'webhook'],
		['notification', { recipients }, 'notification'],
		['missed_call_alert', { recipients }, 'missed_call'],
	];
	it.each(cases)('%s', async (module, data, kind) => {
		expect(announced(await run(module, data))).toEqual([kind]);
	});

	it('a missed call of an inside caller is none', async () => {
		expect(announced(await run('missed_call_alert', { recipients: [] }, { caller: { userIds: ['u1'] } }))).toEqual([]);
	});
});

describe('places another application takes over', () => {
	it('a conference has no way back', async () => {
		expect(modulesOf(await run('conference', { id: BOX }))).toEqual(['conference']);
	});

	it('a queue connects, or gives the caller back', async () => {
		const member = (outcome: 'connected' | 'timeout' | 'full' | 'exit key') => run('acdc_member', { id: 'q' }, { account: { queues: { q: { member: outcome, waitMs: 90_000 } } } });
		expect(modulesOf(await member('connected'))).toEqual(['acdc_member']);
		expect((await member('timeout')).durationMs).toBeGreaterThan(90_000);
		for (const outcome of ['timeout', 'full', 'exit key'] as const) expect(heardIn(await member(outcome)).at(-1)).toBe('after');
	});

	it('a parked call nobody picks up goes to the child named after its slot', async () => {
		const children = { 101: say('slot 101'), MAX_SLOT_EXCEEDED: say('too high'), _: say('after') };
		const park = (parking: 'picked up' | 'not picked up', data: CallflowNode['data'] = {}) => run('park', { slot: '101', ...data }, { account: { parking } }, children);
		expect(heardIn(await park('not picked up')).at(-1)).toBe('slot 101');
		expect(modulesOf(await park('picked up'))).toEqual(['park']);
		expect(heardIn(await park('picked up', { max_slot_number: 100 })).at(-1)).toBe('too high');
	});

	it('a fax is received, and fax_detect tells a machine from a person', async () => {
		expect(announced(await run('faxbox', { id: 'f' }, { script: { fax: true } }))).toEqual(['fax']);
		const children = { ON_FAX: say('fax'), ON_VOICE: say('voice'), _: say('after') };
		expect(heardIn(await run('fax_detect', {}, { script: { fax: true } }, children)).at(-1)).toBe('fax');
		expect(heardIn(await run('fax_detect', {}, {}, children)).at(-1)).toBe('voice');
	});
});

describe('control', () => {
	it('response refuses an unanswered call and hangs up an answered one', async () => {
		expect((await run('response', { code: 503, message: 'Later' })).reason).toBe('The call is refused with 503 Later.');
		const answered = await runStored({ module: 'tts', data: { text: 'Hi.' }, children: { _: { module: 'response', data: { code: 503 } } } });
		expect(answered.reason).toContain('just hung up');
	});

	it.each(['wait_for_hangup', 'dead_air'])('%s keeps the caller until they hang up', async (module) => {
		expect(await run(module, {}, { script: { patienceMs: 45_000 } })).toMatchObject({ endedBy: 'caller', durationMs: 45_000, verdict: 'served' });
	});

	it('sleep waits at most a day', async () => {
		expect((await run('sleep', { duration: 100, unit: 'h' }, {}, {})).durationMs).toBe(86_400_000);
	});

	it('function runs what it returns, or goes on', async () => {
		expect(heardIn(await run('function', { id: 'f' }, { account: { functions: { f: say('from a function') } } }))).toEqual(['from a function']);
		expect(heardIn(await run('function', { id: 'f' }))).toEqual(['after']);
	});

	it('transfer starts routing again, and nothing that waited comes back', async () => {
		const result = await run('callflow', { id: 'c' }, { account: { callflows: { c: { module: 'transfer', data: { target: '200' } } }, numbers: { 200: say('extension 200') } } });
		expect(heardIn(result)).toEqual(['extension 200']);
		expect(announced(result)).toEqual(['transfer']);
	});

	it('K5 runs a callflow written into the node', async () => {
		const flow = { module: 'tts', data: { text: 'inline' } };
		expect(heardIn(await run('callflow', { flow }, { version: 'K5' }))).toEqual(['inline', 'after']);
	});
});

describe('dialling through', () => {
	const account = { numbers: { 200: say('extension 200') } };

	it('disa asks for the PIN, then for a number', async () => {
		const disa = (digits: string[]) => run('disa', { pin: '99', retries: 2 }, { account, script: { digits } });
		expect(heardIn(await disa(['99', '200#'])).at(-1)).toBe('extension 200');
		expect((await disa(['11', '22'])).reason).toBe('The PIN was wrong too often.');
		expect(heardIn(await disa(['99', '7#', '8#'])).at(-1)).toBe('after');
	});

	it('directory finds a name, and goes on with 0', async () => {
		const settings = (digits: string): CallSettings => ({ account: { directories: { staff: { 266: say('Ann') } } }, script: { digits: [digits] } });
		expect(heardIn(await run('directory', { id: 'staff' }, settings('266#'))).at(-1)).toBe('Ann');
		expect(heardIn(await run('directory', { id: 'staff' }, settings('0#'))).at(-1)).toBe('after');
		expect((await run('directory', { id: 'staff' }, settings('9#'))).reason).toBe('Nobody of that name is in the directory.');
	});

	it('feature modules are for phones of the account', async () => {
		expect(modulesOf(await run('do_not_disturb', {}))).toEqual(['do_not_disturb']);
		expect(heardIn(await run('do_not_disturb', {}, { caller: { userIds: ['u1'] } })).at(-1)).toBe('after');
	});
});

describe('caller id', () => {
	it('dynamic_cid takes what the caller types, and ends on a wrong entry', async () => {
		const typed = (digits: string) => run('dynamic_cid', { action: 'manual', min_digits: 10, max_digits: 10, whitelist_regex: '^415' }, { script: { digits: [digits] } });
		expect((await typed('4155550142')).call.callerIdNumber).toBe('4155550142');
		expect(modulesOf(await typed('123'))).toEqual(['dynamic_cid']);
		expect(modulesOf(await typed('2125550142'))).toEqual(['dynamic_cid']);
	});

	it.each(['set_cid', 'prepend_cid', 'lookupcidname'])('%s does not change what a pivot sees', async (module) => {
		const lists = { l: { '+14155550199': 'Ann' } };
		const result = await run(module, { caller_id_number: '+1', caller_id_number_prefix: '9', lists: ['l'] }, { account: { lists } });
		expect(result.call).toMatchObject({ callerIdNumber: '+14155550199', callerIdName: 'unknown' });
	});

	it('privacy behind a feature code routes the number', async () => {
		expect(heardIn(await run('privacy', {}, { capture: '200', account: { numbers: { 200: say('extension 200') } } }))).toEqual(['extension 200', 'after']);
		expect(modulesOf(await run('privacy', {}, { capture: '300' }))).toEqual(['privacy']);
	});
});
