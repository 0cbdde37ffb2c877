import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DialectName } from '../../pivot/dialects/dialect';
import { callFlow, spokenTo } from '../harness/callForms';
import { openPairedHouse, type PairedHouse } from '../harness/pairedHouse';
import { pinWorkflow, remembered, RIGHT_PIN } from '../harness/pinWorkflow';

const script = { duringPrompts: ['9'], digits: ['123', RIGHT_PIN] };

let house: PairedHouse;
beforeAll(async () => {
	house = await openPairedHouse('dialects');
});
afterAll(async () => {
	await house.close();
});

const wordOf: Readonly<Record<DialectName, string>> = { kazoo: 'kazoo', piston: 'Piston', virtualpbx: 'kazoo' };

describe('a trigger that is told which switch it answers', () => {
	it.each<DialectName>(['piston', 'virtualpbx'])('%s: three chained pivots, variables and digits through', async (dialect) => {
		const { voiceUrl } = await house.publish(pinWorkflow({ flow: dialect, switchVersion: dialect }));
		const result = await callFlow(voiceUrl, { req_format: wordOf[dialect] }, { dialect, script });
		expect(spokenTo(result)).toContain(remembered(2));
		expect(result).toMatchObject({ verdict: 'served', pivots: 4 });
	});
});
