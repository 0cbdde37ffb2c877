import type { IDataObject } from 'n8n-workflow';
import type { Look, Memory, Sighting } from './memory';

/** A log whose failures are waited for. */
export interface WatchedLog<Found extends Sighting> {
	/** Which log this is, so that what is remembered of another one is not taken for it. */
	readonly of: string;
	/** Reads what may be new. @param now Unix ms */
	readonly look: (memory: Memory | undefined, now: number) => Promise<Look<Found>>;
	/** The items that failures start a workflow with. */
	readonly items: (found: readonly Found[]) => Promise<readonly IDataObject[]>;
	/** The newest failure, or the newest attempt where none failed; for trying a workflow out. */
	readonly newest: (now: number) => Promise<IDataObject | undefined>;
}
