import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/v4';
import { packPackage } from '../test/harness/communityPackage';
import { freePorts, isPortTaken } from '../test/harness/freePorts';
import { startN8n, type N8n } from '../test/harness/n8n';
import { newToken, startPivotServer, type PivotServer } from '../test/harness/pivotServer';
import { exampleWorkflow, flowOf, pairWith, withTrigger } from '../test/harness/pivotWorkflow';
import { runFolder } from '../test/harness/places';

export interface DemoHouse {
	readonly n8n: N8n;
	readonly server: PivotServer;
	close(): Promise<void>;
}

const WORKFLOWS = ['front-desk.json', 'order-status.json'];

/** Ports people expect, while nobody else has them. */
const N8N_PORT = 5678;
const SERVER_PORT = 8090;

/**
 * A real n8n with the package installed as a tarball, the pivot server, and the demo's workflows published. Everything lies in
 * `.run/demo` and is used again at the next start.
 *
 * @param say told what is being done, a line each
 */
export async function openHouse(say: (line: string) => void): Promise<DemoHouse> {
	const folder = runFolder('demo');
	say('Starting the pivot server');
	const server = await startPivotServer({ folder, port: await portOr(SERVER_PORT), token: keptToken(folder) });
	say('Starting n8n with the package installed');
	const n8n = await startN8n({ folder: path.join(folder, 'n8n'), port: await portOr(N8N_PORT), packages: [await freshTarball(folder)] });
	say('Publishing the workflows');
	await publish(n8n, server, folder);
	return {
		n8n,
		server,
		close: async () => {
			await n8n.stop();
			await server.stop();
		},
	};
}

async function portOr(wanted: number): Promise<number> {
	if (!(await isPortTaken(wanted))) return wanted;
	const [free = 0] = await freePorts(1);
	return free;
}

function keptToken(folder: string): string {
	const file = path.join(folder, 'token');
	if (!existsSync(file)) writeFileSync(file, newToken(), { mode: 0o600 });
	return readFileSync(file, 'utf8');
}

async function freshTarball(folder: string): Promise<string> {
	const tarballs = path.join(folder, 'package');
	rmSync(tarballs, { recursive: true, force: true });
	return packPackage(tarballs);
}

/** Publishes the workflows as they are in the clone. What an earlier start published keeps its id, and so its flow its owner. */
async function publish(n8n: N8n, server: PivotServer, folder: string): Promise<void> {
	const credential = await credentialFor(n8n, server, folder);
	const known = await workflowsByName(n8n);
	for (const example of WORKFLOWS.map(exampleWorkflow)) {
		const workflow = withTrigger(example, credential);
		const id = known.get(workflow.name);
		if (id !== undefined) await n8n.call('PUT', `/workflows/${id}`, workflow);
		await n8n.activate(id ?? (await n8n.createWorkflow(workflow)));
		await server.whenActive(flowOf(workflow));
	}
}

const keptCredentialSchema = z.object({ id: z.string(), server: z.string() });

async function credentialFor(n8n: N8n, server: PivotServer, folder: string): Promise<string> {
	const file = path.join(folder, 'n8n', 'demo-credential.json');
	const kept = existsSync(file) ? keptCredentialSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
	if (kept?.server === server.address) return kept.id;
	const id = await pairWith(n8n, server);
	writeFileSync(file, JSON.stringify({ id, server: server.address }));
	return id;
}

const workflowListSchema = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });

async function workflowsByName(n8n: N8n): Promise<ReadonlyMap<string, string>> {
	const { data } = workflowListSchema.parse(await n8n.call('GET', '/workflows?limit=250'));
	return new Map(data.map(({ id, name }) => [name, id]));
}
