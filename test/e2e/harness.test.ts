import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPortTaken } from '../harness/freePorts';
import type { N8n } from '../harness/n8n';
import { startN8n } from '../harness/n8n';
import { temporaryFolder } from '../harness/places';

const parent = temporaryFolder('harness');
let n8n: N8n;
let workflowId: string;

beforeAll(async () => {
	n8n = await startN8n({ folder: path.join(parent, 'n8n') });
	workflowId = await n8n.createWorkflow({
		name: 'Says hello',
		nodes: [
			{
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: '6f3c1d1e-37a1-4f56-9e5e-0d2f5f0f8f01',
				parameters: { httpMethod: 'GET', path: 'hello', responseMode: 'lastNode' },
			},
			{
				name: 'Hello',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [200, 0],
				parameters: { assignments: { assignments: [{ id: 'a', name: 'said', value: 'hello', type: 'string' }] } },
			},
		],
		connections: { Webhook: { main: [[{ node: 'Hello', type: 'main', index: 0 }]] } },
	});
});

afterAll(async () => {
	await n8n.stop();
	rmSync(parent, { recursive: true, force: true });
});

describe('a real n8n, started, asked and stopped', () => {
	it('answers a webhook once its workflow is active, and not before', async () => {
		expect(await sayHello()).toMatchObject({ status: 404 });
		await n8n.activate(workflowId);
		await n8n.waitForWebhook('hello', 'GET');
		expect(await sayHello()).toEqual({ status: 200, body: { said: 'hello' } });
	});

	it('looking for a webhook starts no execution', async () => {
		const before = await n8n.executions({ workflowId });
		await n8n.waitForWebhook('hello', 'GET');
		expect(await n8n.executions({ workflowId })).toEqual(before);
		expect(before).toEqual([expect.objectContaining({ status: 'success', mode: 'webhook' })]);
	});

	it('gives back what a run did', async () => {
		const [run] = await n8n.executions({ workflowId, includeData: true, limit: 1 });
		expect(JSON.stringify(run?.data)).toContain('"said"');
	});

	it('takes the workflow off and on again twenty times in a row', async () => {
		for (let round = 0; round < 20; round += 1) {
			await n8n.deactivate(workflowId);
			await n8n.waitForNoWebhook('hello', 'GET');
			await n8n.activate(workflowId);
			await n8n.waitForWebhook('hello', 'GET');
		}
		expect(await sayHello()).toMatchObject({ status: 200 });
	});

	it('creates a credential, and refuses an unknown kind in words', async () => {
		const id = await n8n.createCredential('Header', 'httpHeaderAuth', { name: 'x-key', value: 'secret' });
		expect(id).not.toBe('');
		await expect(n8n.createCredential('Nothing', 'noSuchApi', {})).rejects.toThrow('type is not a known type');
	});

	it('lets the owner in as the editor does', async () => {
		const session = await n8n.logIn();
		expect(await session('GET', '/rest/login')).toMatchObject({ data: { email: 'owner@example.com' } });
	});

	it('stops and leaves its port free, then comes back on it with its workflows', async () => {
		await n8n.stop();
		expect(n8n.isRunning()).toBe(false);
		expect(await isPortTaken(n8n.port)).toBe(false);
		await n8n.start();
		await n8n.waitForWebhook('hello', 'GET');
		expect(await sayHello()).toMatchObject({ status: 200 });
	});

	it('comes back after it was killed in the middle', async () => {
		await n8n.kill();
		expect(await isPortTaken(n8n.port)).toBe(false);
		await n8n.start();
		await n8n.waitForWebhook('hello', 'GET');
		expect(await sayHello()).toMatchObject({ status: 200 });
	});
});

describe('an n8n that cannot start', () => {
	it('says why, with the end of its log', async () => {
		const folder = path.join(parent, 'broken');
		await expect(startN8n({ folder, env: { N8N_ENCRYPTION_KEY: 'another than the folder has' } })).rejects.toThrow(
			/n8n ended before it was ready[^]*Mismatching encryption keys/,
		);
	});
});

async function sayHello(): Promise<{ status: number; body: unknown }> {
	const response = await fetch(n8n.webhookUrl('hello'));
	return { status: response.status, body: await response.json() };
}
