import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredFlow } from '../../pivot/pairing/messages';
import { APOLOGY, callFlow, callInEveryForm, firstOutcome, slowestAnswer, spokenTo } from '../harness/callForms';
import { BROKEN_WORKFLOWS, BUDGET_MS, ROOM_MS } from '../harness/brokenWorkflows';
import { chain, respond, say, throwError } from '../harness/chain';
import { answering, cutInTheMiddle, dripping, type Fault } from '../harness/faultyProxy';
import { openPairedHouse, type PairedHouse } from '../harness/pairedHouse';
import { waitUntil } from '../harness/waitUntil';
import { whileWaiting } from '../harness/whileWaiting';

/** The example of VirtualPBX's page as its PHP script prints it: the last brace is missing. */
const PHP_WITHOUT_BRACE = '{"module":"device"\n,"data":{"id":"FRONT_DESK_DEVICE_ID"}\n,"children":{\n"_":{\n"module":"voicemail"\n,"data":{"id":"COMPANY_VM_BOX_ID"}\n}\n}\n';

/** What goes wrong between n8n and the pivot server, with the code that names it. */
const BROKEN_ANSWERS: Readonly<Record<string, Fault>> = {
	'an HTML page': answering(200, 'text/html', '<html><body>Welcome to nginx!</body></html>'),
	'an HTML page called JSON': answering(200, 'application/json', '<!doctype html><p>Sign in'),
	'broken JSON': answering(200, 'application/json', '{"module":"tts","data":{"text":"hi"'),
	'the documented PHP example with its missing brace': answering(200, 'application/json', PHP_WITHOUT_BRACE),
	'an empty 200': answering(200, 'application/json', ''),
	'a 404': answering(404, 'application/json', '{"code":404,"message":"not registered"}'),
	'a 500': answering(500, 'application/json', '{"message":"Error in workflow"}'),
	'a 503': answering(503, 'text/plain', 'try later'),
	'a body cut in the middle': cutInTheMiddle,
	'a body that drips and never ends': dripping,
	'a body of 10 MB': answering(200, 'application/json', Buffer.alloc(10 * 1024 * 1024, ' ')),
	'a good callflow that nobody signed': answering(200, 'application/json', '{"module":"tts","data":{"text":"I am not your workflow"}}'),
	'a connection closed without a word': (_incoming, response) => response.destroy(),
	'n8n saying that it starts up': answering(200, 'text/html', 'n8n is starting up. Please wait'),
};

let house: PairedHouse;
let good: RegisteredFlow & { readonly workflowId: string };

beforeAll(async () => {
	house = await openPairedHouse('faults');
	good = await house.publish(chain('Good', { flow: 'good', budgetMs: BUDGET_MS }, say('the workflow speaks'), respond));
});
afterEach(() => {
	house.proxy.fail(undefined);
});
afterAll(async () => {
	await house.close();
});

/** Every form of request, on every line of the switch: the fallback is heard, inside the budget. */
async function expectFallback(voiceUrl: string): Promise<void> {
	for (const result of await callInEveryForm(voiceUrl, ['4.3', 'master', 'K5'])) {
		expect(result).toMatchObject({ verdict: 'served' });
		expect(spokenTo(result)).toBe(APOLOGY);
		expect(slowestAnswer(result)).toBeLessThan(BUDGET_MS + ROOM_MS);
	}
}

describe('a paired flow', () => {
	it('answers every form of request from the workflow', async () => {
		for (const result of await callInEveryForm(good.voiceUrl, ['4.3', 'master', 'K5'])) {
			expect(result).toMatchObject({ verdict: 'served' });
			expect(spokenTo(result)).toBe('the workflow speaks');
		}
	});

	describe.each(Object.keys(BROKEN_WORKFLOWS))('with a workflow that is %s', (fault) => {
		it('serves the caller the fallback', async () => {
			const flow = await house.publish(chain(fault, { flow: fault, budgetMs: BUDGET_MS }, ...(BROKEN_WORKFLOWS[fault] ?? [])));
			await expectFallback(flow.voiceUrl);
		});
	});

	describe.each(Object.keys(BROKEN_ANSWERS))('that gets %s from where n8n should be', (fault) => {
		it('serves the caller the fallback', async () => {
			house.proxy.fail(BROKEN_ANSWERS[fault]);
			await expectFallback(good.voiceUrl);
		});
	});

	it('serves the fallback while the workflow is not published, and the workflow again afterwards', async () => {
		await house.n8n.deactivate(good.workflowId);
		await waitUntil(async () => ((await house.server.flow('good')).state === 'parked' ? true : undefined), { withinMs: 10_000, what: 'the flow to be parked' });
		await expectFallback(good.voiceUrl);
		await house.n8n.activate(good.workflowId);
		await house.server.whenActive('good');
		expect(spokenTo(await callFlow(good.voiceUrl))).toBe('the workflow speaks');
	});

	it('serves callers while n8n is down, while it boots, and from the workflow when it is back', async () => {
		await house.n8n.stop();
		await expectFallback(good.voiceUrl);

		let calls = 0;
		await whileWaiting(house.n8n.boot().whenReady(), 50, async () => {
			const result = await callFlow(good.voiceUrl);
			calls += 1;
			expect(result).toMatchObject({ verdict: 'served' });
			expect([APOLOGY, 'the workflow speaks']).toContain(spokenTo(result));
		});
		expect(calls).toBeGreaterThan(5);
		const back = await waitUntil(
			async () => {
				const result = await callFlow(good.voiceUrl);
				expect(result).toMatchObject({ verdict: 'served' });
				return spokenTo(result) === 'the workflow speaks' ? true : undefined;
			},
			{ withinMs: 30_000, everyMs: 200, what: 'the workflow to answer again' },
		);
		expect(back).toBe(true);
	});

	it('lets the switch run its own child where the flow says so', async () => {
		const flow = await house.publish(chain('Own child', { flow: 'own-child', budgetMs: BUDGET_MS, onFailure: 'switch' }, throwError, respond));
		const bare = await callFlow(flow.voiceUrl);
		expect(firstOutcome(bare)).toBe('failback');
		expect(bare).toMatchObject({ verdict: 'dropped' });
		const caught = await callFlow(flow.voiceUrl, {}, {}, { module: 'tts', data: { text: 'the child of the pivot' } });
		expect(caught).toMatchObject({ verdict: 'served' });
		expect(spokenTo(caught)).toBe('the child of the pivot');
	});
});
