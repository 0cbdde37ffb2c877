import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPivotHttpClient } from '../../switch/wire/pivotHttpClient';
import type { CallResult } from '../../switch';
import { APOLOGY, callFlow, spokenTo, statuses } from '../harness/callForms';
import { chain, respond, say } from '../harness/chain';
import { openPairedHouse, type PairedHouse } from '../harness/pairedHouse';
import { withTrigger } from '../harness/pivotWorkflow';
import { whileWaiting } from '../harness/whileWaiting';

const CALLS_A_SECOND = 50;
const REPUBLISHES = 20;
let house: PairedHouse;

beforeAll(async () => {
	house = await openPairedHouse('republish', { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' });
});
afterAll(async () => {
	await house.close();
});

it('50 calls a second through 20 re-publishes: no 404, nobody dropped', async () => {
	const drawn = chain('Busy', { flow: 'busy' }, say('version'), respond);
	const workflow = (version: number) => ({ ...drawn, nodes: drawn.nodes.map((node) => (node['name'] === 'Say version' ? { ...node, parameters: say(`version ${version}`).parameters } : node)) });
	const { voiceUrl, workflowId } = await house.publish(workflow(0));
	const client = createPivotHttpClient({ version: 'master' });
	const calls: Promise<CallResult>[] = [];
	const republishing = (async () => {
		for (let version = 1; version <= REPUBLISHES; version += 1) {
			// A trigger that is not the same as before: only then does n8n unregister and register it.
			const changed = withTrigger(workflow(version), house.credential, { budgetMs: 4_000 - version, options: { n8nUrl: house.proxy.address } });
			await house.n8n.call('PUT', `/workflows/${workflowId}`, changed);
			await house.n8n.activate(workflowId);
			await sleep(250);
		}
	})();
	const started = performance.now();
	await whileWaiting(republishing, 0, async () => {
		calls.push(callFlow(voiceUrl, { method: 'post', req_body_format: 'json' }, { client }));
		await sleep(Math.max(0, started + (calls.length * 1000) / CALLS_A_SECOND - performance.now()));
	});

	const results = await Promise.all(calls);
	client.close();
	const words = results.map(spokenTo);
	expect(results.filter(({ verdict }) => verdict !== 'served')).toEqual([]);
	expect([...new Set(results.flatMap(statuses))]).toEqual([200]);
	expect(words.filter((text) => text !== APOLOGY && !/^version \d+$/.test(text))).toEqual([]);
	expect(new Set(words.filter((text) => text !== APOLOGY && text !== 'version 0')).size).toBeGreaterThan(0);
	expect(spokenTo(await callFlow(voiceUrl))).toBe(`version ${REPUBLISHES}`);
	const byWorkflow = words.filter((text) => text !== APOLOGY).length;
	console.log(`${results.length} calls during ${REPUBLISHES} re-publishes: ${byWorkflow} answered by the workflow, ${results.length - byWorkflow} by the fallback, 0 dropped`);
});
