import { describe, expect, it } from 'vitest';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import type { JsonObject } from '../../pivot/json';
import type { SwitchVersion } from '../../pivot/switchVersion';
import type { CallerScript } from '../caller/callerScript';
import { heardIn, runStored, say, sequence } from '../testing/pivots';

const collect = (data: JsonObject = {}): CallflowNode => ({ module: 'collect_dtmf', data });

async function digitsAfter(flow: CallflowNode, script: CallerScript, version: SwitchVersion = 'master') {
	const result = await runStored(flow, { script, version });
	return { collections: result.call.collections, ms: result.durationMs, result };
}

describe('collect_dtmf', () => {
	it('ends at the terminator, which is not stored', async () => {
		expect((await digitsAfter(collect({ max_digits: 6, collection_name: 'order' }), { digits: ['1234#'] })).collections).toEqual({ order: '1234' });
	});

	it('ends when there are enough digits', async () => {
		expect((await digitsAfter(collect({ max_digits: 2, collection_name: 'pin' }), { digits: ['12'] })).collections).toEqual({ pin: '12' });
	});

	it('stores an empty text after silence, and goes on', async () => {
		const { collections, ms, result } = await digitsAfter(sequence(collect({ timeout: 3_000, collection_name: 'pin' }), say('Next.')), {});
		expect(collections).toEqual({ pin: '' });
		expect(ms).toBeGreaterThanOrEqual(3_000);
		expect(heardIn(result)).toEqual(['Next.']);
	});

	it('gives up when the next key takes too long, and the late key is heard by the next question', async () => {
		const flow = sequence(collect({ max_digits: 4, collection_name: 'a', interdigit_timeout: 1_500 }), collect({ collection_name: 'b' }));
		expect((await digitsAfter(flow, { digits: ['1,,,2', ''] })).collections).toEqual({ a: '1', b: '2' });
	});

	it('asks the script in order, and by name first', async () => {
		const flow = sequence(collect({ collection_name: 'a' }), collect({ collection_name: 'b' }), collect({ collection_name: 'c' }));
		expect((await digitsAfter(flow, { digits: ['1', '3'], digitsFor: { b: ['2'] } })).collections).toEqual({ a: '1', b: '2', c: '3' });
	});

	it('looks at terminator alone: terminators are masked by its default', async () => {
		expect((await digitsAfter(collect({ max_digits: 4, terminators: ['*'] }), { digits: ['1*2#'] })).collections).toEqual({ default: '1*2' });
	});

	it('answers the call', async () => {
		expect((await digitsAfter(collect(), {})).result.answered).toBe(true);
	});
});

describe('keys typed ahead', () => {
	it('stop the prompt and land in “default”, also where nobody collects', async () => {
		const { collections, result } = await digitsAfter(say('Press any key to skip this long announcement.'), { duringPrompts: ['5'] });
		expect(collections).toEqual({ default: '5' });
		expect(result.events).toContainEqual(expect.objectContaining({ type: 'heard', cutBy: '5' }));
	});

	it('are taken over by the next collection, which empties “default”', async () => {
		const flow = sequence(say('Your order number, please.'), collect({ max_digits: 4, collection_name: 'order' }));
		expect((await digitsAfter(flow, { duringPrompts: ['1'], digits: ['234'] })).collections).toEqual({ default: '', order: '1234' });
	});

	it('are cut at a terminator and do not end the wait with it', async () => {
		const flow = sequence({ module: 'tts', data: { text: 'Your order number, please.', terminators: ['*'] } }, collect({ max_digits: 4, collection_name: 'order', timeout: 4_000 }));
		const { collections, ms } = await digitsAfter(flow, { duringPrompts: ['12#'] });
		expect(collections).toEqual({ default: '', order: '12' });
		expect(ms).toBeGreaterThanOrEqual(4_000);
	});

	it('end the question at once where they are enough', async () => {
		const flow = sequence({ module: 'tts', data: { text: 'Your PIN, please, all four digits of it.', terminators: [] } }, collect({ max_digits: 2, collection_name: 'pin', timeout: 60_000 }));
		const { collections, ms } = await digitsAfter(flow, { duringPrompts: ['12'] });
		expect(collections).toEqual({ default: '', pin: '12' });
		expect(ms).toBeLessThan(10_000);
	});

	it('beyond what was asked for wait for the next who listens', async () => {
		const flow = sequence(collect({ max_digits: 2, collection_name: 'a' }), collect({ max_digits: 2, collection_name: 'b' }));
		expect((await digitsAfter(flow, { digits: ['1234'] })).collections).toEqual({ a: '12', b: '34' });
	});

	it('do not stop a prompt that has other terminators', async () => {
		const { result } = await digitsAfter({ module: 'play', data: { id: '/system_media/long', terminators: ['#'] } }, { duringPrompts: ['5'] });
		expect(result.durationMs).toBe(5_000);
		expect(result.call.collections).toEqual({ default: '5' });
	});

	it('end an endless prompt; without one the caller listens until they hang up', async () => {
		const endless = sequence({ module: 'play', data: { id: '/system_media/hold', endless_playback: true } }, say('Thank you.'));
		expect(heardIn((await digitsAfter(endless, { duringPrompts: ['1'] })).result)).toContain('Thank you.');
		expect((await digitsAfter(endless, {})).result).toMatchObject({ endedBy: 'caller', verdict: 'served' });
	});
});

describe('flush_dtmf', () => {
	it.each([['4.3', {}], ['master', { a: '1' }], ['K5', {}]] as const)('on %s leaves %j', async (version, left) => {
		const flow = sequence(collect({ collection_name: 'a' }), { module: 'flush_dtmf', data: { collection_name: 'a' } });
		expect((await digitsAfter(flow, { digits: ['1'] }, version)).collections).toEqual(left);
	});
});
