import type { Check } from '../check';
import { ok, warning } from '../finding';

/** Flows whose workflow is not published: their callers get the fallback. */
export const flowsParked: Check = {
	code: 'flows.parked',
	title: 'Flows active',
	async examine({ flows }) {
		const all = await flows();
		const parked = all.filter(({ state }) => state === 'parked');
		if (all.length === 0) return [warning('No flow is registered: publish a workflow with a Pivot Trigger that uses this pivot server.')];
		if (parked.length === 0) return [ok(all.length === 1 ? 'The one flow is active.' : `All ${all.length} flows are active.`)];
		return parked.map(({ flow, owner }) => {
			const workflow = owner.workflowName === undefined ? owner.workflowId : `“${owner.workflowName}” (${owner.workflowId})`;
			return warning(`${flow} is parked, its callers hear the fallback: publish workflow ${workflow}, or free the name with kazoo-pivot flows remove ${flow}.`);
		});
	},
};
