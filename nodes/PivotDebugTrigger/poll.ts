import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { nodeError } from '../kazooApi/nodeError';
import { begin, recall, report, type Sighting } from './memory';
import type { WatchedLog } from './watchedLog';
import { watchServer } from './watchServer';
import { watchSwitch } from './watchSwitch';

/** What n8n keeps for this node between polls, over restarts too. */
interface Kept {
	/** As JSON text: objects come back from n8n with fields of its own in them. */
	memory?: string;
}

/** Starts the workflow with what has failed since the poll before, all of it at once, oldest first. */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		const items = this.getNodeParameter('source') === 'server' ? await failuresOf(this, await watchServer(this)) : await failuresOf(this, await watchSwitch(this));
		return items.length === 0 ? null : [items.map((json) => ({ json }))];
	} catch (error) {
		throw nodeError(this.getNode(), error);
	}
}

async function failuresOf<Found extends Sighting>(context: IPollFunctions, log: WatchedLog<Found>): Promise<readonly IDataObject[]> {
	const now = Date.now();
	if (context.getMode() === 'manual') {
		const newest = await log.newest(now);
		return newest ? [newest] : [];
	}
	const kept: Kept = context.getWorkflowStaticData('node');
	const memory = recall(kept.memory, log.of);
	const look = await log.look(memory, now);
	if (!memory) {
		kept.memory = JSON.stringify(begin(log.of, look, now));
		return [];
	}
	const reported = report(memory, look);
	const items = await log.items(reported.fresh);
	kept.memory = JSON.stringify(reported.memory);
	return items;
}
