import path from 'node:path';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APOLOGY, CALL_FORMS, callFlow, callInEveryForm, firstOutcome, slowestAnswer, spokenTo } from '../harness/callForms';
import { BROKEN_WORKFLOWS, BUDGET_MS, ROOM_MS } from '../harness/brokenWorkflows';
import { chain, respond, say, type ChainNode } from '../harness/chain';
import { packPackage } from '../harness/communityPackage';
import { startN8n, type N8n } from '../harness/n8n';
import { temporaryFolder } from '../harness/places';
import { whileWaiting } from '../harness/whileWaiting';

const folder = temporaryFolder('alone');
let n8n: N8n;

async function publish(flow: string, nodes: readonly ChainNode[]): Promise<{ readonly id: string; readonly voiceUrl: string }> {
	const trigger = { answering: 'alone', flow, budgetMs: BUDGET_MS, options: { refusedUrls: 'none' } };
	const workflow = chain(`Alone: ${flow}`, trigger, ...nodes);
	const id = await n8n.createWorkflow(workflow);
	await n8n.activate(id);
	const webhook = `${String(workflow.nodes[0]?.['webhookId'])}/pivot`;
	await Promise.all(['GET', 'POST'].map((method) => n8n.waitForWebhook(webhook, method)));
	return { id, voiceUrl: n8n.webhookUrl(webhook) };
}

/** The switch's own safety net: what stands below the pivot in the callflow of the number. */
const OWN_CHILD = { module: 'tts', data: { text: 'the child of the pivot' } };

beforeAll(async () => {
	n8n = await startN8n({ folder: path.join(folder, 'n8n'), packages: [await packPackage(path.join(folder, 'package'))] });
});
afterAll(async () => {
	if (n8n.isRunning()) await n8n.stop();
	rmSync(folder, { recursive: true, force: true });
});

describe('the trigger alone, without a pivot server', () => {
	it.each(Object.keys(CALL_FORMS))('answers a %s from the workflow', async (form) => {
		const { voiceUrl } = await publish(`good-${form.toLowerCase().replace(' ', '-')}`, [say('the workflow speaks'), respond]);
		const result = await callFlow(voiceUrl, CALL_FORMS[form]);
		expect(result).toMatchObject({ verdict: 'served' });
		expect(spokenTo(result)).toBe('the workflow speaks');
	});

	it.each(Object.keys(BROKEN_WORKFLOWS))('serves the fallback when the workflow is %s', async (fault) => {
		const { voiceUrl } = await publish(fault, BROKEN_WORKFLOWS[fault] ?? []);
		for (const result of await callInEveryForm(voiceUrl)) {
			expect(result).toMatchObject({ verdict: 'served' });
			expect(spokenTo(result)).toBe(APOLOGY);
			expect(slowestAnswer(result)).toBeLessThan(BUDGET_MS + ROOM_MS);
		}
	});

	describe('cannot protect the caller', () => {
		it('while the workflow is not published: the switch runs its own child, or hangs up', async () => {
			const { id, voiceUrl } = await publish('unpublished', [say('the workflow speaks'), respond]);
			await n8n.deactivate(id);
			await n8n.waitForNoWebhook(voiceUrl.split('/webhook/')[1] ?? '');
			const bare = await callFlow(voiceUrl);
			expect(firstOutcome(bare)).toBe('failback');
			expect(bare).toMatchObject({ verdict: 'dropped' });
			expect(spokenTo(await callFlow(voiceUrl, {}, {}, OWN_CHILD))).toBe('the child of the pivot');
		});

		it('while n8n is down: master waits ten seconds in silence before its own child, 4.3 none', async () => {
			const { voiceUrl } = await publish('down', [say('the workflow speaks'), respond]);
			await n8n.stop();
			expect(firstOutcome(await callFlow(voiceUrl, {}, { version: 'master' }))).toBe('failback late');
			expect(firstOutcome(await callFlow(voiceUrl, {}, { version: '4.3' }))).toBe('failback');
			expect(await callFlow(voiceUrl)).toMatchObject({ verdict: 'dropped' });
		});

		it('while n8n boots: its 200 “is starting up” makes the switch hang up', async () => {
			const outcomes = new Set<string>();
			await whileWaiting(n8n.boot().whenReady(), 20, async () => outcomes.add(firstOutcome(await callFlow(n8n.webhookUrl('whatever/pivot')))));
			expect([...outcomes]).toContain('hangup');
		});
	});
});
