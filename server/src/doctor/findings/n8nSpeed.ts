import type { Check } from '../check';
import { NotExamined, ok, warning } from '../finding';
import { n8nAddress } from '../observations/n8n';
import type { Patient } from '../patient';

const ROUNDS = 5;

/** No round begins later than this, in ms. */
const ENOUGH_MS = 2_000;

/**
 * From here on lazy acquire is most likely off, in ms. Without it a webhook waits for an expression isolate though the trigger
 * evaluates nothing: n8n 2.41 took 80 ms and more for a probe on two busy cores, and 4 to 5 ms with it.
 */
const SLOW_MS = 20;

/**
 * n8n does not tell from outside whether lazy acquire is on: no page shows its environment, and a node may not read it. What it
 * costs can be measured: a probe, which runs no workflow, against a page that runs nothing, over the same network.
 */
export const n8nSpeed: Check = {
	code: 'n8n.speed',
	title: 'n8n quick',
	async examine(patient) {
		const webhooks = new Map<string, string>();
		for (const { state, webhookUrl } of await patient.flows()) {
			if (state === 'active' && webhookUrl !== undefined) webhooks.set(n8nAddress(webhookUrl), webhookUrl);
		}
		if (webhooks.size === 0) throw new NotExamined('No flow is active.');
		return await Promise.all([...webhooks].map(async ([address, webhookUrl]) => {
			const ownMs = await webhookMs(patient, address, webhookUrl);
			const measured = `n8n at ${address} takes ${Math.round(ownMs)} ms for a webhook, beside the network`;
			if (ownMs < SLOW_MS) return ok(`${measured}.`);
			return warning(`${measured}. It cannot be seen from outside, but so it is without lazy acquire (or on a busy machine): set N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true for n8n.`);
		}));
	},
};

/** What a webhook takes longer than a page that does nothing: the medians of a few, in ms. */
async function webhookMs({ get, probe }: Patient, address: string, webhookUrl: string): Promise<number> {
	const pages: number[] = [];
	const probes: number[] = [];
	const until = performance.now() + ENOUGH_MS;
	// The first round opens the connections and does not count.
	for (let round = 0; round <= ROUNDS && (round < 2 || performance.now() < until); round += 1) {
		const page = await get(`${address}/healthz`);
		const { result, elapsedMs } = await probe(webhookUrl);
		if (!result.ok) throw new NotExamined(`n8n at ${address} did not answer.`);
		if (round === 0) continue;
		pages.push(page.elapsedMs);
		probes.push(elapsedMs);
	}
	return Math.max(0, median(probes) - median(pages));
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
