import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import { spokenApology } from '../../pivot/callflow/apology';
import { callFlow, spokenTo } from '../harness/callForms';
import { chain, respond, say, wait, type ChainNode } from '../harness/chain';
import { openPairedHouse, type PairedHouse } from '../harness/pairedHouse';
import { withTrigger } from '../harness/pivotWorkflow';
import { answeringAlone, publishAlone } from '../harness/publishAlone';
import { waitUntil } from '../harness/waitUntil';

const APOLOGY = spokenApology('en-us').data?.['text'];
const BUDGET_MS = 2_500;

const set = (parameters: Record<string, unknown>): ChainNode => ({ name: 'Set', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters });

let house: PairedHouse;
beforeAll(async () => {
	house = await openPairedHouse('nodes');
});
afterAll(async () => {
	await house.close();
});

/** A published workflow whose trigger answers alone, and its voice URL. */
function publishChain(flow: string, ...nodes: readonly ChainNode[]) {
	return publishAlone(house.n8n, chain(flow, answeringAlone(flow, BUDGET_MS), ...nodes));
}

/** What a plain GET with a call is answered. */
async function answerTo(voiceUrl: string): Promise<unknown> {
	const response = await fetch(`${voiceUrl}?Call-ID=c1&From=1001&To=2000&Caller-ID-Name=Ann`);
	return await response.json();
}

const runSchema = z.object({
	resultData: z.object({
		error: z.object({ message: z.string() }).optional(),
		runData: z.record(z.string(), z.array(z.object({ data: z.object({ main: z.array(z.array(z.unknown()).nullable()) }).optional() }))),
	}),
});

/** The newest finished run of a workflow. */
async function runOf(workflowId: string) {
	return await waitUntil(
		async () => {
			const [newest] = await house.n8n.executions({ workflowId, includeData: true, limit: 1 });
			return newest?.data === undefined || ['running', 'new', 'waiting'].includes(newest.status) ? undefined : runSchema.parse(newest.data).resultData;
		},
		{ withinMs: 15_000, what: 'the run to end' },
	);
}

describe('a step', () => {
	it('finds the call again behind nodes that drop the item’s fields', async () => {
		const { voiceUrl } = await publishChain('linked', say('one'), set({ mode: 'raw', jsonOutput: '{"crm": 1}', options: {} }), say('two'), respond);
		expect(await answerTo(voiceUrl)).toEqual({
			module: 'tts', data: { text: 'one' }, children: { _: { module: 'tts', data: { text: 'two' }, children: {} } },
		});
	});

	it('reads the call in an expression', async () => {
		const { voiceUrl } = await publishChain('expression', say('=Hello {{ $json.call.callerIdName }}'), respond);
		expect(await answerTo(voiceUrl)).toMatchObject({ data: { text: 'Hello Ann' } });
	});

	it('outside the limits of the switch fails with field, limit and consequence, and the caller hears the fallback', async () => {
		const tooLong = { name: 'Sleep', type: 'n8n-nodes-kazoo-pivot.pivotCallflow', parameters: { resource: 'Control', operation: 'sleep', duration: '={{ 86400001 }}' } };
		const { id, voiceUrl } = await publishChain('limits', tooLong, respond);
		expect(await answerTo(voiceUrl)).toEqual(spokenApology('en-us'));
		const { error } = await runOf(id);
		expect(error?.message).toContain('data.duration');
		expect(error?.message).toContain('86400000');
		expect(error?.message).toContain('the caller hears silence');
	});
});

describe('Pivot Respond', () => {
	it('answers at the end of the run where a branch never arrived, with the fallback in its place', async () => {
		const opened = { assignments: [
			{ id: 'a', name: 'pivot.draft.splits', type: 'object', value: '{"[]": ["1", "2"]}' },
			{ id: 'b', name: 'pivot.draft.at', type: 'array', value: '["1"]' },
		] };
		const { voiceUrl } = await publishChain('open', say('menu'), set({ assignments: opened, includeOtherFields: true, options: {} }), say('one'), respond);
		expect(await answerTo(voiceUrl)).toMatchObject({ data: { text: 'menu' }, children: { 1: { data: { text: 'one' } }, 2: spokenApology('en-us') } });
	});

	it('says so when no Pivot Trigger started the workflow', async () => {
		const workflow = chain('No trigger', {}, say('x'), respond);
		const webhook = { ...workflow.nodes[0], type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters: { path: 'no-trigger', options: {} } };
		const id = await house.n8n.createWorkflow({ ...workflow, nodes: [webhook, ...workflow.nodes.slice(1)] });
		await house.n8n.activate(id);
		await house.n8n.waitForWebhook('no-trigger', 'GET');
		await fetch(house.n8n.webhookUrl('no-trigger'));
		expect((await runOf(id)).error?.message).toContain('no Pivot Trigger started this workflow');
	});

	it('hands the item to “too late” when the caller was served by the fallback', async () => {
		const flow = await house.publish(chain('Late', { flow: 'late', budgetMs: 1_000 }, wait(2), say('late'), respond));
		expect(spokenTo(await callFlow(flow.voiceUrl))).toBe(APOLOGY);
		const { runData } = await runOf(flow.workflowId);
		expect(runData[respond.name]?.[0]?.data?.main.map((output) => output?.length ?? 0)).toEqual([0, 1]);
	});
});

describe('a Pivot Trigger that is paired', () => {
	it('refuses what its server did not sign, and starts nothing', async () => {
		const workflow = chain('Signed', { flow: 'signed' }, say('x'), respond);
		const flow = await house.publish(workflow);
		const response = await fetch(house.n8n.webhookUrl(`${String(workflow.nodes[0]?.['webhookId'])}/pivot`), { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
		expect(response.status).toBe(401);
		expect(await response.json()).toMatchObject({ error: { code: 'signature.missing' } });
		expect(await house.n8n.executions({ workflowId: flow.workflowId })).toEqual([]);
	});
});

describe('the editor', () => {
	/** As the button “Execute workflow” does. */
	async function listen(workflowId: string): Promise<void> {
		const editor = await house.n8n.logIn();
		const trigger = 'A call comes in';
		const answer = await editor('POST', `/rest/workflows/${workflowId}/run`, { workflowId, startNodes: [], triggerToStartFrom: { name: trigger } });
		expect(answer).toEqual({ data: { waitingForWebhook: true } });
	}

	it('runs with a sample call when a browser opens the test URL', async () => {
		const workflow = chain('Sample', { flow: 'sample', options: { sampleCall: '{"Caller-ID-Name": "Bo"}' } }, say('={{ $json.call.callerIdName }} {{ $json.digits.order_number }}'), respond);
		const id = await house.n8n.createWorkflow(withTrigger(workflow, house.credential));
		await listen(id);
		const response = await fetch(house.n8n.webhookUrl(`${String(workflow.nodes[0]?.['webhookId'])}/pivot`).replace('/webhook/', '/webhook-test/'));
		expect(await response.json()).toMatchObject({ module: 'tts', data: { text: 'Bo 4711' } });
	});

	it('takes the next call under the voice URL the switch already has, once, and then the workflow answers again', async () => {
		const workflow = chain('Tested', { flow: 'tested' }, say('published'), respond);
		const flow = await house.publish(workflow);
		const changed = chain('Tested', { flow: 'tested', options: { n8nUrl: house.proxy.address, anyNextCall: true } }, say('edited'), respond);
		const kept = { ...changed, nodes: changed.nodes.map((node, index) => ({ ...node, ...(index === 0 ? { webhookId: workflow.nodes[0]?.['webhookId'] } : {}) })) };
		const editor = await house.n8n.logIn();
		await editor('PATCH', `/rest/workflows/${flow.workflowId}`, { ...withTrigger(kept, house.credential), pinData: {} });

		await listen(flow.workflowId);
		expect(spokenTo(await callFlow(flow.voiceUrl))).toBe('edited');
		await waitUntil(async () => (spokenTo(await callFlow(flow.voiceUrl)) === 'published' ? true : undefined), { withinMs: 5_000, what: 'the published workflow to answer' });
	});
});
