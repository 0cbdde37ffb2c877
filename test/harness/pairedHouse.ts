import { rmSync } from 'node:fs';
import path from 'node:path';
import { packPackage } from './communityPackage';
import { startFaultyProxy, type FaultyProxy } from './faultyProxy';
import { startN8n, type N8n } from './n8n';
import type { NewWorkflow } from './n8nApi';
import type { RegisteredFlow } from '../../pivot/pairing/messages';
import { startPivotServer, type PivotServer } from './pivotServer';
import { flowOf, pairWith, withTrigger } from './pivotWorkflow';
import { temporaryFolder } from './places';

/** A real n8n with the package installed as a tarball, the built pivot server, and a proxy between them that can break things. */
export interface PairedHouse {
	readonly n8n: N8n;
	readonly server: PivotServer;
	readonly proxy: FaultyProxy;
	/** The credential both know each other by. */
	readonly credential: string;
	/** Creates and publishes a workflow whose calls come through the proxy; resolves when its flow is active. */
	publish(workflow: NewWorkflow): Promise<RegisteredFlow & { readonly workflowId: string }>;
	close(): Promise<void>;
}

export async function openPairedHouse(name: string, n8nEnvironment: Record<string, string> = {}): Promise<PairedHouse> {
	const folder = temporaryFolder(name);
	const server = await startPivotServer({ folder });
	const n8n = await startN8n({ folder: path.join(folder, 'n8n'), packages: [await packPackage(path.join(folder, 'package'))], env: n8nEnvironment });
	const proxy = await startFaultyProxy(n8n.address);
	const credential = await pairWith(n8n, server);
	return {
		n8n,
		server,
		proxy,
		credential,
		publish: async (workflow) => {
			const workflowId = await n8n.createWorkflow(withTrigger(workflow, credential, { options: { n8nUrl: proxy.address } }));
			await n8n.activate(workflowId);
			return { ...(await server.whenActive(flowOf(workflow))), workflowId };
		},
		close: async () => {
			await proxy.close();
			await server.stop();
			if (n8n.isRunning()) await n8n.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
