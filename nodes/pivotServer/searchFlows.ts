import { NodeOperationError, type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';
import { listFlows } from './reading';

/** Picker: the flows of the pivot server. */
export async function searchFlows(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const flows = await listFlows(this);
	if (!flows.ok) throw new NodeOperationError(this.getNode(), flows.message);
	const found = flows.value.filter(({ flow }) => flow.includes(filter.trim().toLowerCase()));
	return { results: found.map(({ flow, state }) => ({ name: state === 'active' ? flow : `${flow} (${state})`, value: flow })) };
}
