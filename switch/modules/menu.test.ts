import { describe, expect, it } from 'vitest';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import type { CallSettings } from '../callOptions';
import { heardIn, runStored, say } from '../testing/pivots';

const children = { 1: say('sales'), 12: say('the twelfth'), max_retries: say('too often'), _: say('anything else') };

async function lastHeard(digits: readonly string[], settings: CallSettings = {}, named: Readonly<Record<string, CallflowNode>> = children) {
	const result = await runStored({ module: 'menu', data: { id: 'front' }, children: named }, { script: { digits }, ...settings });
	return heardIn(result).at(-1);
}

describe('menu', () => {
	it('goes to the child named after the keys', async () => {
		expect(await lastHeard(['1'])).toBe('sales');
		expect(await lastHeard(['12'])).toBe('the twelfth');
	});

	it('asks again after a wrong key', async () => {
		expect(await lastHeard(['9', '1'])).toBe('sales');
	});

	it('goes to max_retries after three wrong tries, and to “_” without such a child', async () => {
		expect(await lastHeard(['9', '8', '7'])).toBe('too often');
		expect(await lastHeard(['9', '8', '7'], {}, { 1: say('sales'), _: say('anything else') })).toBe('anything else');
	});

	it('goes to “timeout” when nothing is pressed, or counts silence as a try', async () => {
		expect(await lastHeard([], {}, { ...children, timeout: say('hello?') })).toBe('hello?');
		expect(await lastHeard(['', '', ''])).toBe('too often');
		expect(await lastHeard(['', '', '1'])).toBe('sales');
	});

	it('takes its limits from the menu document', async () => {
		expect(await lastHeard(['9', '1'], { account: { menus: { front: { retries: 1 } } } })).toBe('too often');
	});

	it('hunts for an extension and comes back to “_”, on K5 only if the menu says so', async () => {
		const account = { numbers: { 200: say('extension 200') } };
		expect(await lastHeard(['200'], { account })).toBe('anything else');
		expect(await lastHeard(['200'], { account, version: 'K5' })).toBe('extension 200');
		expect(await lastHeard(['200'], { account: { ...account, menus: { front: { branchExtension: true } } }, version: 'K5' })).toBe('anything else');
		expect(await lastHeard(['200', '1'], { account: { ...account, menus: { front: { hunt: false } } } })).toBe('sales');
	});

	it('has no greeting without a menu', async () => {
		const result = await runStored({ module: 'menu', children: { 1: say('sales') } }, { script: { digits: ['1'] } });
		expect(heardIn(result)[0]).toContain('no greeting');
	});
});
