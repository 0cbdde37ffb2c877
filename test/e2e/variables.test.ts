import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SWITCH_VERSIONS } from '../../pivot/switchVersion';
import { CALL_FORMS, callFlow, spokenTo } from '../harness/callForms';
import { chain, respond, say, type ChainNode } from '../harness/chain';
import { openPairedHouse, type PairedHouse } from '../harness/pairedHouse';
import { pinWorkflow, remembered, RIGHT_PIN } from '../harness/pinWorkflow';
import { runNode } from '../harness/runNode';
import { waitUntil } from '../harness/waitUntil';

const script = { duringPrompts: ['99', ''], digits: ['1234', '', RIGHT_PIN] };
const EVERY_WAY = Object.keys(CALL_FORMS).flatMap((form) => SWITCH_VERSIONS.map((version) => [form, version] as const));

let house: PairedHouse;
let voiceUrl: string;
beforeAll(async () => {
	house = await openPairedHouse('variables');
	({ voiceUrl } = await house.publish(pinWorkflow({ flow: 'pin', switchVersion: 'any' })));
});
afterAll(async () => {
	await house.close();
});

describe('variables drawn with Pivot Variables, through a pivot server', () => {
	it.each(EVERY_WAY)('come back on the third pivot and the fifth, first asked by %s on KAZOO %s, through wrong digits and type-ahead', async (form, version) => {
		const result = await callFlow(voiceUrl, CALL_FORMS[form], { version, script });
		expect(spokenTo(result)).toContain(remembered(3));
		expect(result).toMatchObject({ verdict: 'served', pivots: 5 });
		expect(result.call.collections).toMatchObject({ pin_1: '9912', pin_3: RIGHT_PIN });
	});

	it('go to another flow, picked by its address, with a secret the switch never sees', async () => {
		const reads = { variable: [{ key: 'pin', kind: 'text', fallback: 'lost' }] };
		const read: ChainNode = { name: 'Read', type: 'n8n-nodes-kazoo-pivot.pivotVariables', parameters: { operation: 'read', into: 'values', reads } };
		const second = await house.publish(chain('Second', { flow: 'second' }, read, say('={{ "You are " + $json.values.pin }}'), respond));
		const send: ChainNode = {
			name: 'Send on', type: 'n8n-nodes-kazoo-pivot.pivotVariables',
			parameters: {
				operation: 'set', continueWith: 'flow', flow: { __rl: true, mode: 'url', value: second.voiceUrl },
				variables: { variable: [{ keep: 'server', key: 'pin', kind: 'text', value: 'secret-4711' }] },
			},
		};
		const first = await house.publish(chain('First', { flow: 'first' }, send, respond));
		for (const version of SWITCH_VERSIONS) {
			const result = await callFlow(first.voiceUrl, {}, { version });
			expect(spokenTo(result)).toBe('You are secret-4711');
			const onTheWire = result.events.flatMap((event) => (event.type === 'pivot answered' && event.pivot === 1 ? [event.body, ...event.sent] : []));
			expect(JSON.stringify(onTheWire)).not.toContain('secret-4711');
		}
	});

	it('are found again behind a node that drops the fields of the item', async () => {
		const set: ChainNode = { name: 'Set', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { mode: 'raw', jsonOutput: '{"crm": 1}', options: {} } };
		const read: ChainNode = { name: 'Read', type: 'n8n-nodes-kazoo-pivot.pivotVariables', parameters: { operation: 'read', into: 'values' } };
		const flow = await house.publish(chain('Dropped', { flow: 'dropped' }, set, read, say('={{ $json.values.campaign }}'), respond));
		expect(spokenTo(await callFlow(flow.voiceUrl, {}, { variables: { campaign: 'spring' } }))).toBe('spring');
	});

	it('offer the flows of the pivot server in the editor, each by the address it keeps', async () => {
		const editor = await house.n8n.logIn();
		const answer = await editor('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
			nodeTypeAndVersion: { name: 'n8n-nodes-kazoo-pivot.pivotVariables', version: 1 },
			currentNodeParameters: { operation: 'set', continueWith: 'flow' },
			credentials: { pivotServerApi: { id: house.credential, name: 'Pivot server' } },
			path: 'parameters.flow', methodName: 'searchVoiceUrls', filter: 'pin',
		});
		expect(answer).toEqual({ data: { results: [{ name: 'pin', value: voiceUrl }] } });
	});

	it('that will not survive fail in the editor with the reason', async () => {
		const parameters = { operation: 'set', continueWith: 'next', variables: { variable: [{ keep: 'call', key: 'Customer-ID', kind: 'text', value: 'x' }] } };
		const [item] = await runNode(house.n8n, 'pivotVariables', parameters, {});
		expect(item).toMatchObject({ error: expect.stringContaining('Write “customer_id”') as string });
	});
});

describe('without a pivot server', () => {
	let ownUrl: string;
	beforeAll(async () => {
		const workflow = pinWorkflow({ answering: 'alone', flow: 'alone', options: { refusedUrls: 'none' } });
		const webhook = `${String(workflow.nodes[0]?.['webhookId'])}/pivot`;
		await house.n8n.activate(await house.n8n.createWorkflow(workflow));
		await Promise.all(['GET', 'POST'].map((method) => house.n8n.waitForWebhook(webhook, method)));
		ownUrl = house.n8n.webhookUrl(webhook);
		// n8n takes calls a moment before it has saved what publishing left behind, the key of the trigger among it.
		const carries = async () => ((await (await fetch(`${ownUrl}?Call-ID=first`)).text()).includes('pivot_state=') ? true : undefined);
		await waitUntil(carries, { withinMs: 10_000, what: 'the trigger to have its key' });
	});

	it.each(EVERY_WAY)('the trigger carries them to itself: first asked by %s on KAZOO %s', async (form, version) => {
		const result = await callFlow(ownUrl, CALL_FORMS[form], { version, script });
		expect(spokenTo(result)).toContain(remembered(3));
		expect(result).toMatchObject({ verdict: 'served', pivots: 5 });
	});
});
