import type { Check } from '../check';
import { NotExamined, ok, type Finding } from '../finding';
import { n8nAddress } from '../observations/n8n';

/** Its metrics tell the version of Node.js in much the same words. */
const VERSION = /^(?!\w*nodejs_)\w*version_info\{[^}\n]*\bversion="v?([\w.-]+)"/m;

/** n8n shows its version to strangers in its metrics only, and those are off unless somebody turned them on. */
export const n8nVersion: Check = {
	code: 'n8n.version',
	title: 'n8n version',
	async examine({ flows, get }) {
		const addresses = new Set((await flows()).flatMap(({ webhookUrl }) => (webhookUrl === undefined ? [] : [n8nAddress(webhookUrl)])));
		if (addresses.size === 0) throw new NotExamined('No flow is registered.');
		return await Promise.all([...addresses].map(async (address): Promise<Finding> => {
			const page = await get(`${address}/metrics`).catch(() => undefined);
			const version = VERSION.exec(page?.text ?? '')?.[1];
			if (version !== undefined) return ok(`n8n at ${address} is version ${version}.`);
			return { verdict: 'skipped', sentence: `n8n at ${address} does not show its version: it does so in its metrics only (N8N_METRICS=true). Nodes that need a newer n8n say so when they are loaded.` };
		}));
	},
};
