import { describe, expect, it } from 'vitest';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import type { JsonObject } from '../../pivot/json';
import type { SwitchVersion } from '../../pivot/switchVersion';
import type { EndpointScript, VirtualAccount } from '../account';
import { heardIn, modulesOf, runStored, say, sequence } from '../testing/pivots';

const NAMED = { USER_BUSY: say('busy'), 'sip:603': say('declined'), NO_ANSWER: say('not in'), _: say('failed') };

async function ring(module: string, data: JsonObject, endpoints: Record<string, EndpointScript>, more: { children?: Record<string, CallflowNode>; version?: SwitchVersion; account?: VirtualAccount } = {}) {
	const result = await runStored({ module, data, children: more.children ?? NAMED }, { account: { ...more.account, endpoints }, version: more.version ?? 'master' });
	return { said: heardIn(result).at(-1), result };
}

describe.each(['device', 'user'])('%s', (module) => {
	it('that answers ends the flow after the conversation', async () => {
		const { result, said } = await ring(module, { id: 'ann' }, {});
		expect(said).toBe('talks to ann');
		expect(modulesOf(result)).toEqual([module]);
		expect(result).toMatchObject({ verdict: 'served', answered: true });
	});

	it('that fails goes to the child named after the cause, then after the SIP code, then “_”', async () => {
		expect((await ring(module, { id: 'ann' }, { ann: { does: 'busy' } })).said).toBe('busy');
		expect((await ring(module, { id: 'ann' }, { ann: { does: 'rejected' } })).said).toBe('declined');
		expect((await ring(module, { id: 'ann' }, { ann: { does: 'unregistered' } })).said).toBe('failed');
		expect((await ring(module, { id: 'ann' }, { ann: { does: 'missing' } })).said).toBe('failed');
	});

	it('rings as long as its data say, and not longer than somebody needs', async () => {
		const slow = { ann: { afterMs: 15_000 } };
		expect((await ring(module, { id: 'ann', timeout: 10 }, slow)).said).toBe('not in');
		expect((await ring(module, { id: 'ann', timeout: 30 }, slow)).said).toBe('talks to ann');
	});
});

describe('ring limits', () => {
	it('a user rings 20 s, a device without a timeout until the media switch gives up', async () => {
		const ms = async (module: string) => (await ring(module, { id: 'ann' }, { ann: { does: 'no-answer' } }, { children: {} })).result.durationMs;
		expect(await ms('user')).toBe(20_000);
		expect(await ms('device')).toBe(60_000);
	});
});

describe('K5', () => {
	it('looks for the reason why nothing could be rung', async () => {
		const children = { NO_ENDPOINTS: say('no phone'), DO_NOT_DISTURB: say('do not disturb'), _: say('failed') };
		const said = async (does: 'missing' | 'do-not-disturb', version: SwitchVersion) => (await ring('user', { id: 'ann' }, { ann: { does } }, { children, version })).said;
		expect(await said('missing', 'K5')).toBe('no phone');
		expect(await said('do-not-disturb', 'K5')).toBe('do not disturb');
		expect(await said('missing', 'master')).toBe('failed');
	});
});

describe('groups', () => {
	const members = { endpoints: [{ endpoint_type: 'user', id: 'ann' }, { endpoint_type: 'device', id: 'bob', delay: 10 }] };

	it('the first who answers wins', async () => {
		expect((await ring('ring_group', members, { ann: { does: 'busy' } })).said).toBe('talks to bob');
		expect((await ring('ring_group', members, { bob: { afterMs: 0 } })).said).toBe('talks to ann');
	});

	it('ring one after another when told to', async () => {
		const { result, said } = await ring('ring_group', { ...members, strategy: 'single', timeout: 20 }, { ann: { does: 'no-answer' } });
		expect(said).toBe('talks to bob');
		expect(result.events).toContainEqual(expect.objectContaining({ type: 'heard', what: 'ringing', ms: 34_000 }));
	});

	it('ring in rounds, then go on', async () => {
		const { result, said } = await ring('ring_group', { ...members, repeats: 3 }, { ann: { does: 'no-answer' }, bob: { does: 'no-answer' } });
		expect(said).toBe('not in');
		expect(heardIn(result).filter((text) => text.startsWith('rings'))).toHaveLength(3);
	});

	it('with stored members, and a group answers the caller first', async () => {
		const { result, said } = await ring('group', { id: 'sales' }, { ann: { does: 'busy' } }, { account: { groups: { sales: ['ann', 'bob'] } } });
		expect(said).toBe('talks to bob');
		expect(result.events.findIndex(({ type }) => type === 'answered')).toBeLessThan(result.events.findIndex(({ type }) => type === 'heard'));
	});

	it('a page group without anybody to page goes on', async () => {
		const endpoints = [{ endpoint_type: 'group', id: 'sales' }];
		expect((await ring('page_group', { audio: 'one-way', endpoints }, {}, { account: { groups: { sales: [] } } })).said).toBe('failed');
		expect((await ring('page_group', { audio: 'one-way', endpoints }, {})).said).toBe('talks to sales');
	});
});

describe.each(['resources', 'offnet'])('%s', (module) => {
	const outcome = (children: Record<string, CallflowNode>, does: EndpointScript['does'] = 'busy') => ring(module, { to_did: '+15557770003' }, { '+15557770003': { does } }, { children });

	it('never runs “_”: without a child for the cause the flow ends', async () => {
		expect((await outcome({ _: say('failed') })).said).toContain('rings +15557770003');
	});

	it('takes a child for the cause, or for the SIP code', async () => {
		expect((await outcome({ USER_BUSY: say('busy') })).said).toBe('busy');
		expect((await outcome({ 'sip:486': say('busy here') })).said).toBe('busy here');
	});

	it('announces the failure only where there is no “_”', async () => {
		expect((await outcome({})).said).toContain('announcement');
	});

	it('stops hard on K5, and lets a waiting callflow go on before', async () => {
		const flow: CallflowNode = { module: 'callflow', data: { id: 'out' }, children: { _: say('back') } };
		const said = async (version: SwitchVersion) => heardIn(await runStored(flow, {
			version, account: { callflows: { out: { module, data: {} } }, endpoints: { '+14155550100': { does: 'busy' } } },
		})).at(-1);
		expect(await said('master')).toBe('back');
		expect(await said('K5')).toContain('announcement');
	});
});

it('after_bridge is told at the end of the conversation', async () => {
	const result = await runStored(sequence({ module: 'after_bridge', data: { action: 'transfer', data: '200' } }, { module: 'user', data: { id: 'ann' } }));
	expect(result.reason).toContain('transferred to 200');
});

it('route_to_cid rings the owner of the number called, else goes on', async () => {
	expect((await ring('route_to_cid', {}, {}, { account: { callerIdOwners: { '+14155550100': ['ann'] } } })).said).toBe('talks to ann');
	expect((await ring('route_to_cid', {}, {})).said).toBe('failed');
});

it('doorman connects, or takes a message, or ends', async () => {
	const doorman = (data: JsonObject, endpoints: Record<string, EndpointScript>) => ring('doorman', { id: 'ann', ...data }, endpoints, { version: 'K5', children: { _: say('after') } });
	expect((await doorman({}, {})).said).toBe('talks to ann');
	expect((await doorman({ failover_strategy: 'voicemail', vmbox_id: 'b' }, { ann: { does: 'busy' } })).said).toBe('after');
	expect((await doorman({}, { ann: { does: 'busy' } })).result.reason).toBe('Nobody accepted the call.');
});
