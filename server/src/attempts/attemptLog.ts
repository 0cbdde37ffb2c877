import { messageOf, type Log } from '../logs/log';
import type { Store } from '../store/store';
import type { Attempt } from './attempt';

/** Attempts on their way to the store: written in batches, off the path of a call. */
export interface AttemptLog {
	/** Takes an attempt; never throws, never waits. */
	record(attempt: Attempt): void;
	/** Resolves when all attempts recorded before are written, or were given up. */
	flush(): Promise<void>;
	/** Attempts or details given up since the start because the store could not keep up. */
	readonly dropped: number;
	readonly waiting: number;
}

const FLUSH_AFTER_MS = 100;
const BATCH = 200;
/** Waiting attempts above this lose request and answer, oldest first; above ten times this they are given up. */
const MOST_DETAILED = 500;
const MOST_WAITING = 10 * MOST_DETAILED;

export function createAttemptLog(store: Pick<Store, 'addAttempts'>, log: Log): AttemptLog {
	const waiting: Attempt[] = [];
	let bare = 0;
	let dropped = 0;
	let timer: NodeJS.Timeout | undefined;
	let writing: Promise<void> | undefined;

	const bound = () => {
		while (waiting.length - bare > MOST_DETAILED) {
			const attempt = waiting[bare];
			if (attempt) waiting[bare] = withoutDetail(attempt);
			bare += 1;
			dropped += 1;
		}
		while (waiting.length > MOST_WAITING) {
			waiting.shift();
			bare = Math.max(0, bare - 1);
			dropped += 1;
		}
	};

	const writeAll = async () => {
		while (waiting.length > 0) {
			const batch = waiting.splice(0, BATCH);
			bare = Math.max(0, bare - batch.length);
			try {
				await store.addAttempts(batch);
			} catch (error) {
				dropped += batch.length;
				log.error('attempts.lost', { count: batch.length, reason: messageOf(error) });
			}
		}
	};

	const write = (): Promise<void> => {
		clearTimeout(timer);
		timer = undefined;
		writing ??= writeAll().finally(() => {
			writing = undefined;
		});
		return writing;
	};

	return {
		record(attempt) {
			waiting.push(attempt);
			bound();
			timer ??= setTimeout(() => void write(), FLUSH_AFTER_MS);
		},
		flush: write,
		get dropped() {
			return dropped;
		},
		get waiting() {
			return waiting.length;
		},
	};
}

function withoutDetail(attempt: Attempt): Attempt {
	const { target } = attempt.request;
	return {
		...attempt,
		request: { target: target.slice(0, 200), remarks: ['Request and answer were not kept: the store could not keep up.'] },
		answer: '',
		faults: [],
		warnings: [],
	};
}
