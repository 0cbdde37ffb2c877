import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, type Log } from '../logs/log';
import type { Store } from './store';

/** Whether the store is there. No call needs it; whoever runs the server needs to know. */
export interface StoreHealth {
	/** Looks now, for a second at most. Resolves to what is wrong, in a sentence; undefined: nothing. Never rejects. */
	look(): Promise<string | undefined>;
	/** As of the last look. */
	readonly available: boolean;
	/** Ends the looks this takes by itself. */
	close(): void;
}

export interface StoreHealthParts {
	/** Path of the file, or `:memory:`. */
	readonly file: string;
	readonly store: Pick<Store, 'ping'>;
	readonly log: Log;
	/** Between two looks, in ms. */
	readonly everyMs?: number;
	/** For an answer of the store, in ms. */
	readonly patienceMs?: number;
}

/** Begins to look after the store; writes to the log when something goes wrong with it, and when it is mended. */
export async function createStoreHealth({ file, store, log, everyMs = 30_000, patienceMs = 1_000 }: StoreHealthParts): Promise<StoreHealth> {
	const opened = await identityOf(file);
	let problem: string | undefined;

	const answers = async (): Promise<string | undefined> => {
		const late = new AbortController();
		const givenUp = sleep(patienceMs, 'The store does not answer.', { signal: late.signal });
		try {
			return await Promise.race([store.ping(), givenUp]) ?? undefined;
		} catch (error) {
			return `The store does not answer: ${messageOf(error)}`;
		} finally {
			late.abort();
			givenUp.catch(() => undefined);
		}
	};

	const look = async (): Promise<string | undefined> => {
		const isSame = (await identityOf(file)) === opened;
		const found = isSame ? await answers() : `The file of the store, ${file}, was removed or replaced while the server runs: what changes now is lost at its next start. Put the file back and restart the server, or restart it and publish the workflows again.`;
		if (found !== undefined && found !== problem) log.error('store.unavailable', { reason: found });
		if (found === undefined && problem !== undefined) log.info('store.available');
		problem = found;
		return found;
	};

	const timer = setInterval(() => void look(), everyMs).unref();
	return {
		look,
		get available() {
			return problem === undefined;
		},
		close: () => clearInterval(timer),
	};
}

/** Differs for another file at the same path; undefined where there is none. */
async function identityOf(file: string): Promise<string | undefined> {
	if (file === ':memory:') return file;
	return await stat(file, { bigint: true }).then(({ dev, ino }) => `${dev} ${ino}`, () => undefined);
}
