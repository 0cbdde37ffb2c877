import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../pivot/json';
import type { SwitchVersion } from '../../pivot/switchVersion';
import type { CallSettings } from '../callOptions';
import { heardIn, runStored, say, sequence } from '../testing/pivots';

/** The child that was taken; each says its own name. */
async function branch(module: string, data: JsonObject, names: readonly string[], settings: CallSettings = {}): Promise<string | undefined> {
	const children = Object.fromEntries([...names, '_'].map((name) => [name, say(name)]));
	return heardIn(await runStored({ module, data, children }, settings)).at(-1);
}

describe('branch_variable', () => {
	it('reads channel vars, which set_variable makes', async () => {
		const flow = sequence({ module: 'set_variable', data: { variable: 'call_priority', value: '5' } }, { module: 'branch_variable', data: { variable: 'call_priority' }, children: { 5: say('five'), _: say('other') } });
		expect(heardIn(await runStored(flow))).toEqual(['five']);
	});

	it.each([['4.3', 'gold'], ['master', 'other'], ['K5', 'other']] as const)('sees application vars on 4.3 by accident only: on %s it goes to %s', async (version, said) => {
		const flow = sequence(
			{ module: 'set_variables', data: { custom_application_vars: { 'My-Tier': 'gold' } } },
			{ module: 'branch_variable', data: { variable: 'my_tier' }, children: { gold: say('gold'), _: say('other') } },
		);
		expect(heardIn(await runStored(flow, { version }))).toEqual([said]);
	});

	it('reads account, user and device, and all of them together', async () => {
		const account = { documents: { account: { language: 'de' }, user: { tier: 'gold' }, device: { tier: 'tin' } } };
		expect(await branch('branch_variable', { variable: 'language', scope: 'account' }, ['de'], { account })).toBe('de');
		expect(await branch('branch_variable', { variable: 'tier', scope: 'user' }, ['gold'], { account })).toBe('gold');
		expect(await branch('branch_variable', { variable: 'tier', scope: 'merged' }, ['gold', 'tin'], { account })).toBe('tin');
		expect(await branch('branch_variable', { variable: 'tier', scope: 'account' }, ['gold'], { account })).toBe('_');
	});

	it('follows a dotted path on K5', async () => {
		const account = { documents: { user: { crm: { tier: 'gold' } } } };
		expect(await branch('branch_variable', { variable: 'crm.tier', scope: 'user' }, ['gold'], { account, version: 'K5' })).toBe('gold');
		expect(await branch('branch_variable', { variable: 'crm.tier', scope: 'user' }, ['gold'], { account })).toBe('_');
	});
});

describe('check_cid', () => {
	const caller = { from: '+14155550199' };
	it('matches the caller\'s number', async () => {
		expect(await branch('check_cid', { regex: '^\\+1415' }, ['match', 'nomatch'], { caller })).toBe('match');
		expect(await branch('check_cid', { regex: '^\\+49' }, ['match', 'nomatch'], { caller })).toBe('nomatch');
		expect(await branch('check_cid', { use_absolute_mode: true }, ['+14155550199'], { caller })).toBe('+14155550199');
	});

	it('gives the caller the identity named, for later pivots too', async () => {
		const data = { caller_id: { external: { name: 'Acme', number: '+14155550111' } }, user_id: 'u1' };
		const result = await runStored({ module: 'check_cid', data, children: {} });
		expect(result.call).toMatchObject({ callerIdName: 'Acme', callerIdNumber: '+14155550111', userIds: ['u1'] });
	});
});

it('cidlistmatch finds the caller in a list', async () => {
	const account = { lists: { vip: { '+14155550199': 'Ann' } } };
	expect(await branch('cidlistmatch', { id: 'vip' }, ['match', 'nomatch'], { account })).toBe('match');
	expect(await branch('cidlistmatch', { id: 'other' }, ['match', 'nomatch'], { account })).toBe('nomatch');
});

describe('temporal_route', () => {
	const account = { temporalRules: { weekend: false, open: true, week: true } };
	it('takes the first rule that applies, from the list or from its children', async () => {
		expect(await branch('temporal_route', { rules: ['weekend', 'open'] }, ['weekend', 'open'], { account })).toBe('open');
		expect(await branch('temporal_route', {}, ['weekend', 'open'], { account })).toBe('open');
		expect(await branch('temporal_route', { rule_set: 'week' }, ['week'], { account })).toBe('week');
		expect(await branch('temporal_route', { rules: ['weekend'] }, ['weekend'], { account })).toBe('_');
	});

	it('with an action it always goes on', async () => {
		expect(await branch('temporal_route', { rules: ['open'], action: 'disable' }, ['open'], { account })).toBe('_');
	});
});

describe('thresholds', () => {
	it('nomorobo takes the highest child not above the score', async () => {
		expect(await branch('nomorobo', { username: 'u' }, ['0', '5', '10'], { account: { spamScore: 7 } })).toBe('5');
		expect(await branch('nomorobo', { username: 'u' }, ['5'], { account: { spamScore: 2 } })).toBe('_');
		expect(await branch('nomorobo', { username: 'u' }, ['0'], { account: { spamScore: 'unreachable' } })).toBe('_');
	});

	it('acdc_wait_time takes the highest number of seconds reached', async () => {
		expect(await branch('acdc_wait_time', { id: 'q' }, ['60', '300'], { account: { queues: { q: { averageWaitSeconds: 90 } } } })).toBe('60');
		expect(await branch('acdc_wait_time', { id: 'q' }, ['60'])).toBe('_');
	});
});

it('branch_bnumber takes the captured digits, or hunts for them', async () => {
	const account = { numbers: { 200: say('extension 200') } };
	expect(await branch('branch_bnumber', {}, ['200'], { capture: '200' })).toBe('200');
	expect(await branch('branch_bnumber', {}, ['200'])).toBe('_');
	expect(heardIn(await runStored({ module: 'branch_bnumber', data: { hunt: true } }, { capture: '200', account }))).toEqual(['extension 200']);
	expect(await branch('branch_bnumber', { hunt: true, hunt_deny: '^2' }, [], { capture: '200', account })).toBe('_');
});

describe('set_variables', () => {
	const set = (version: SwitchVersion, values: JsonObject) => runStored({ module: 'set_variables', data: { custom_application_vars: values } }, { version, variables: { a: 'old', b: 'old' } });

	it('replaces by key, keeps the others and ignores null', async () => {
		expect((await set('master', { a: 'new', b: null, c: 3 })).call.applicationVars).toEqual({ a: 'new', b: 'old', c: 3 });
	});

	it('on 4.3 leaves what pivots see as it was', async () => {
		const result = await set('4.3', { a: 'new' });
		expect(result.call.applicationVars).toEqual({ a: 'old', b: 'old' });
		expect(result.channelApplicationVars).toEqual({ a: 'new', b: 'old' });
	});
});
