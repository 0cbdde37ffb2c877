import { NodeOperationError, type IPollFunctions } from 'n8n-workflow';
import { hasFailed, inFull } from '../PivotDebug/attempts/serverAttempt';
import { PIVOT_SERVER_CREDENTIAL } from '../pivotServer/pivotServer';
import { MOST_ATTEMPTS, readAttempts, type ServerAttempt } from '../pivotServer/reading';
import type { Sighting } from './memory';
import type { WatchedLog } from './watchedLog';

interface SeenRow extends Sighting {
	readonly row: ServerAttempt;
}

/** The attempts of a pivot server: a failure is a call that somebody else than the workflow had to serve. */
export async function watchServer(context: IPollFunctions): Promise<WatchedLog<SeenRow>> {
	const flow = String(context.getNodeParameter('options.flow', '')).trim();
	const credential = context.getNode().credentials?.[PIVOT_SERVER_CREDENTIAL]?.id ?? '';

	async function rows(): Promise<readonly ServerAttempt[]> {
		const reading = await readAttempts(context, { limit: MOST_ATTEMPTS, ...(flow === '' ? {} : { flow }) });
		if (!reading.ok) throw new NodeOperationError(context.getNode(), reading.message);
		return reading.value;
	}

	return await Promise.resolve({
		of: JSON.stringify(['server', credential, flow]),
		look: async (memory) => {
			const found = await rows();
			const oldest = found.at(-1);
			if (memory && found.length === MOST_ATTEMPTS && oldest && oldest.at > memory.newest) {
				context.logger.warn(`The pivot server recorded more than ${MOST_ATTEMPTS} attempts since the last poll; failures among the older ones are not reported.`);
			}
			return { sightings: found.map(sightingOf), read: [], left: [] };
		},
		items: async (found) => await inFull(context, found.map(({ row }) => row)),
		newest: async () => {
			const found = await rows();
			const shown = found.find(hasFailed) ?? found[0];
			return shown && (await inFull(context, [shown]))[0];
		},
	});
}

function sightingOf(row: ServerAttempt): SeenRow {
	return { row, keys: [row.id], at: row.at, failed: hasFailed(row), isOpen: false };
}
