import type { Token } from '../../../../pivot/pairing/signature';
import { probeWebhook, type ProbeResult } from '../../upstreams/probe';
import type { Upstreams } from '../../upstreams/upstreams';

/** A webhook that does not answer is asked again for this long, in ms. */
const PATIENCE_MS = 2_000;

export interface Probed {
	readonly result: ProbeResult;
	readonly elapsedMs: number;
}

/** Asks a webhook to prove itself, as the pivot server does when a workflow is published: no workflow runs. */
export async function seeWebhook(upstreams: Upstreams, webhookUrl: string, token: Token): Promise<Probed> {
	const began = performance.now();
	const result = await probeWebhook(upstreams, webhookUrl, token, PATIENCE_MS);
	return { result, elapsedMs: performance.now() - began };
}

/** Where n8n's own pages begin: the address of a webhook up to its `/webhook/`. */
export function n8nAddress(webhookUrl: string): string {
	const { origin, pathname } = new URL(webhookUrl);
	const at = pathname.search(/\/webhook(?:-test)?\//);
	return origin + pathname.slice(0, Math.max(at, 0));
}
