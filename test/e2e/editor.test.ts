import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callFlow, spokenTo } from '../harness/callForms';
import { chain, respond, say, wait } from '../harness/chain';
import { openPairedHouse, type PairedHouse } from '../harness/pairedHouse';
import type { Session } from '../harness/owner';
import { withTrigger } from '../harness/pivotWorkflow';
import { waitUntil } from '../harness/waitUntil';

const TESTER = '+14155550123';

let house: PairedHouse;
let editor: Session;

beforeAll(async () => {
	house = await openPairedHouse('editor');
	editor = await house.n8n.logIn();
});
afterAll(async () => {
	await house.close();
});

/** Publishes one text, then leaves another in the editor, unpublished. */
async function publishedAndEdited(flow: string, editedNodes: Parameters<typeof chain>[2][]) {
	const options = { n8nUrl: house.proxy.address, testCallers: TESTER };
	const drawn = chain(flow, { flow }, say('published'), respond);
	const published = await house.publish(drawn);
	const edited = chain(flow, { flow, options }, ...editedNodes);
	const workflow = withTrigger(
		{ ...edited, nodes: edited.nodes.map((node, index) => (index === 0 ? { ...node, webhookId: drawn.nodes[0]?.['webhookId'] } : node)) },
		house.credential,
	);
	await editor('PATCH', `/rest/workflows/${published.workflowId}`, { ...workflow, pinData: {} });
	return { ...published, workflow };
}

/** What “Execute workflow” does in the editor. */
async function listen(workflowId: string): Promise<void> {
	const answer = await editor('POST', `/rest/workflows/${workflowId}/run`, { workflowId, startNodes: [], triggerToStartFrom: { name: 'A call comes in' } });
	expect(answer).toMatchObject({ data: { waitingForWebhook: true } });
}

describe('testing under the voice URL the switch already has', () => {
	it('takes the next call of a test caller into the editor, once; everybody else meets the published workflow', async () => {
		const { voiceUrl, workflowId } = await publishedAndEdited('tested', [say('in the editor'), respond]);
		await listen(workflowId);
		const call = (from: string) => callFlow(voiceUrl, { method: 'post', req_body_format: 'json' }, { caller: { from } });

		expect(spokenTo(await call('+14155559999'))).toBe('published');
		expect(spokenTo(await call(TESTER))).toBe('in the editor');
		expect(spokenTo(await call(TESTER))).toBe('published');
	});

	it('falls back to the published workflow when the run in the editor is late', async () => {
		const { voiceUrl, workflowId } = await publishedAndEdited('tested-late', [wait(20), say('in the editor'), respond]);
		await listen(workflowId);
		const result = await callFlow(voiceUrl, {}, { caller: { from: TESTER } });
		expect(result).toMatchObject({ verdict: 'served' });
		expect(spokenTo(result)).toBe('published');
	});
});

describe('Pivot Respond', () => {
	it('leaves by “too late” when the caller was served by the fallback before', async () => {
		const marked = { name: 'Missed it', type: 'n8n-nodes-base.noOp' };
		const drawn = chain('Late', { flow: 'late', budgetMs: 900 }, say('too late'), wait(2), respond, marked);
		const workflow = { ...drawn, connections: { ...drawn.connections, [respond.name]: { main: [[], [{ node: marked.name, type: 'main', index: 0 }]] } } };
		const { voiceUrl, workflowId } = await house.publish(workflow);
		expect(await callFlow(voiceUrl)).toMatchObject({ verdict: 'served' });
		const execution = await waitUntil(
			async () => (await house.n8n.executions({ workflowId, includeData: true })).find(({ status }) => status === 'success'),
			{ withinMs: 15_000, what: 'the workflow to end' },
		);
		expect(JSON.stringify(execution.data)).toContain(`"${marked.name}":[`);
	});

	it('says in words, in the execution, what is wrong with a callflow', async () => {
		const { voiceUrl, workflowId } = await house.publish(
			chain('Wrong', { flow: 'wrong' }, { ...respond, parameters: { answerWith: 'json', callflow: '{"module":"say","data":{"text":"hi"}}' } }),
		);
		expect(await callFlow(voiceUrl)).toMatchObject({ verdict: 'served' });
		const execution = await waitUntil(
			async () => (await house.n8n.executions({ workflowId, includeData: true })).find(({ status }) => status === 'error'),
			{ withinMs: 15_000, what: 'the failed execution' },
		);
		expect(JSON.stringify(execution.data)).toMatch(/say.*tts/);
	});
});
