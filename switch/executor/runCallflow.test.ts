import { describe, expect, it } from 'vitest';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import { heardIn, modulesOf, runStored, say, sequence } from '../testing/pivots';

const over = (id: string, children: Readonly<Record<string, CallflowNode>> = {}): CallflowNode => ({ module: 'callflow', data: { id }, children });

describe('the executor', () => {
	it('falls back to “_” where a named child is missing', async () => {
		const result = await runStored({ module: 'cidlistmatch', data: { id: 'vip' }, children: { match: say('Hello.'), _: say('Anybody.') } });
		expect(heardIn(result)).toEqual(['Anybody.']);
	});

	it('hangs up at the end of the callflow', async () => {
		const result = await runStored(say('Bye.'));
		expect(result).toMatchObject({ verdict: 'served', endedBy: 'switch', reason: 'The callflow ends.' });
	});

	it('goes to “_” where skip_module is set', async () => {
		const result = await runStored({ module: 'tts', data: { text: 'Not me.', skip_module: true }, children: { _: say('But me.') } });
		expect(heardIn(result)).toEqual(['But me.']);
	});

	it('goes to “_” from a module this version does not have', async () => {
		const flow: CallflowNode = { module: 'answer', children: { _: say('Hi.') } };
		expect(heardIn(await runStored(flow, { version: '4.3', checkStored: false }))).toEqual(['Hi.']);
	});

	it('comes back to the innermost waiting “_” after a plain stop', async () => {
		const result = await runStored(over('outer', { _: say('third') }), {
			account: { callflows: { outer: over('inner', { _: say('second') }), inner: say('first') } },
		});
		expect(heardIn(result)).toEqual(['first', 'second', 'third']);
	});

	it('comes back to an outer “_” where the inner callflow has none', async () => {
		const result = await runStored(over('outer', { _: say('last') }), { account: { callflows: { outer: over('inner'), inner: say('first') } } });
		expect(heardIn(result)).toEqual(['first', 'last']);
	});

	it('drops what waits after a hard stop', async () => {
		const result = await runStored(over('outer', { _: say('never') }), { account: { callflows: { outer: sequence(say('first'), { module: 'hangup' }) } } });
		expect(heardIn(result)).toEqual(['first']);
	});

	it('goes to “_” at once where the callflow is not there', async () => {
		expect(heardIn(await runStored(over('nowhere', { _: say('here') })))).toEqual(['here']);
	});

	it('ends a call after 50 branches', async () => {
		const result = await runStored(over('loop'), { account: { callflows: { loop: sequence({ module: 'sleep', data: { duration: 5 } }, over('loop')) } } });
		expect(result.verdict).toBe('dropped');
		expect(result.reason).toContain('50 branches');
		expect(modulesOf(result).filter((module) => module === 'callflow')).toHaveLength(51);
	});

	it('ends a flow of more than 20 nodes at once', async () => {
		const quick = Array.from({ length: 30 }, (): CallflowNode => ({ module: 'set_alert_info', data: { alert_info: 'ring' } }));
		const result = await runStored(sequence(...quick));
		expect(result.verdict).toBe('dropped');
		expect(modulesOf(result)).toHaveLength(20);
	});

	it('lets a slow flow of as many nodes run, for the tokens come back with call time', async () => {
		const slow = Array.from({ length: 60 }, (): CallflowNode => ({ module: 'sleep', data: { duration: 1 } }));
		const result = await runStored(sequence(...slow));
		expect(result).toMatchObject({ verdict: 'served', durationMs: 60_000 });
	});
});
