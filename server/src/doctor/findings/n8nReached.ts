import type { Check } from '../check';
import { NotExamined, ok, wrong } from '../finding';

/** Every published workflow answers at the address the pivot server asks it at. */
export const n8nReached: Check = {
	code: 'n8n.reached',
	title: 'n8n reached',
	async examine({ flows, probe }) {
		const active = (await flows()).flatMap(({ flow, state, webhookUrl }) => (state === 'active' && webhookUrl !== undefined ? [{ flow, webhookUrl }] : []));
		if (active.length === 0) throw new NotExamined('No flow is active.');
		return await Promise.all(active.map(async ({ flow, webhookUrl }) => {
			const { result } = await probe(webhookUrl);
			if (result.ok) return ok(`${flow}: its trigger answers at ${webhookUrl}.`);
			return wrong(`${flow}, asked from here in the pivot server's place: ${result.message}`);
		}));
	},
};
