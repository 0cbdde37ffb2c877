import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_DENY_LIST } from '../../pivot/callflow/denyList';
import { SWITCH_VERSIONS } from '../../pivot/switchVersion';
import { placeCall, type CallResult } from '../../switch';
import { spokenTo } from '../harness/callForms';
import type { RegisteredFlow } from '../../pivot/pairing/messages';
import { openPairedHouse, type PairedHouse } from '../harness/pairedHouse';
import { exampleWorkflow } from '../harness/pivotWorkflow';

let house: PairedHouse;
let frontDesk: RegisteredFlow;
let orderStatus: RegisteredFlow;

beforeAll(async () => {
	house = await openPairedHouse('workflows');
	frontDesk = await house.publish(exampleWorkflow('front-desk.json'));
	orderStatus = await house.publish(exampleWorkflow('order-status.json'));
});
afterAll(async () => {
	await house.close();
});

function modulesOf(result: CallResult): readonly string[] {
	return result.events.flatMap((event) => (event.type === 'node' ? [event.module] : []));
}

function hourInNewYork(): number {
	return Number(new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: 'numeric', hourCycle: 'h23' }).format(new Date()));
}

describe('front-desk.json', () => {
	it('rings the front desk in office hours, else offers the voicemail', async () => {
		const before = hourInNewYork();
		const result = await placeCall({ voiceUrl: frontDesk.voiceUrl, deny: NO_DENY_LIST, script: { hangupAfterMs: 60_000 } });
		const hours = [before, hourInNewYork()];
		expect(result).toMatchObject({ verdict: 'served' });
		const expected = hours.map((hour) => (hour >= 9 && hour < 17 ? ['pivot', 'device'] : ['pivot', 'tts', 'voicemail']));
		expect(expected).toContainEqual(modulesOf(result));
	});
});

describe('order-status.json', () => {
	it.each(SWITCH_VERSIONS)('asks for the digits and answers them in a second pivot, on %s', async (version) => {
		const result = await placeCall({ voiceUrl: orderStatus.voiceUrl, version, deny: NO_DENY_LIST, script: { digits: ['1234#'] } });
		expect(result).toMatchObject({ verdict: 'served', pivots: 2 });
		expect(modulesOf(result)).toEqual(['pivot', 'tts', 'collect_dtmf', 'pivot', 'tts']);
		expect(spokenTo(result)).toContain('Order 1 2 3 4 left our warehouse');
	});

	it('asks again when the caller enters nothing', async () => {
		const result = await placeCall({ voiceUrl: orderStatus.voiceUrl, deny: NO_DENY_LIST, script: { digits: ['', '77#'] } });
		expect(result).toMatchObject({ verdict: 'served', pivots: 3 });
		expect(spokenTo(result)).toContain('Order 7 7 left our warehouse');
	});
});
