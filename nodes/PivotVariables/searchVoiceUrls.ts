import { NodeOperationError, type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';
import { listFlows } from '../pivotServer/reading';

/** Picker: the flows of the pivot server, chosen by the address the switch asks, which a flow keeps for ever. */
export async function searchVoiceUrls(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const flows = await listFlows(this);
	if (!flows.ok) throw new NodeOperationError(this.getNode(), `${flows.message} A flow may also be given by its URL.`);
	const found = flows.value.filter(({ flow }) => flow.includes(filter.trim().toLowerCase()));
	return { results: found.map(({ flow, state, voiceUrl }) => ({ name: state === 'active' ? flow : `${flow} (${state})`, value: voiceUrl })) };
}
