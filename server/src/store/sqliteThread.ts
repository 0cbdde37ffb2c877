import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Row, Statement, WorkerReply, WorkerRequest } from './sqliteWorker';

/** A SQLite file behind a thread. */
export interface SqliteThread {
	/**
	 * Runs the statements in order, several as one transaction.
	 *
	 * @returns the rows of the last one
	 * @throws Error when a statement fails or the file cannot be used; nothing of the transaction is kept
	 */
	readonly run: (statements: readonly Statement[]) => Promise<readonly Row[]>;
	close(): Promise<void>;
}

interface Pending {
	readonly resolve: (rows: readonly Row[]) => void;
	readonly reject: (error: Error) => void;
}

/**
 * Opens the file in a thread of its own. Should the thread die, the next statement starts another.
 *
 * @param file path, or `:memory:`
 */
export function openSqliteThread(file: string): SqliteThread {
	const pending = new Map<number, Pending>();
	let running: Worker | undefined;
	let lastId = 0;

	const fail = (worker: Worker, error: Error) => {
		if (running !== worker) return;
		running = undefined;
		for (const { reject } of pending.values()) reject(error);
		pending.clear();
	};

	const start = (): Worker => {
		const worker = new Worker(workerAddress(), { workerData: file, execArgv: ['--disable-warning=ExperimentalWarning'] });
		worker.on('message', ({ id, rows, error }: WorkerReply) => {
			const waiting = pending.get(id);
			pending.delete(id);
			if (error === undefined) waiting?.resolve(rows ?? []);
			else waiting?.reject(new Error(error));
		});
		worker.on('error', (error) => fail(worker, error instanceof Error ? error : new Error(String(error))));
		worker.on('exit', () => fail(worker, new Error(`The thread of the store ${file} ended.`)));
		return worker;
	};

	const send = (statements: readonly Statement[], last: boolean) =>
		new Promise<readonly Row[]>((resolve, reject) => {
			running ??= start();
			lastId += 1;
			pending.set(lastId, { resolve, reject });
			running.postMessage({ id: lastId, statements, last } satisfies WorkerRequest);
		});

	return {
		run: (statements) => send(statements, false),
		async close() {
			const worker = running;
			if (!worker) return;
			const ended = once(worker, 'exit');
			await send([], true).catch(() => worker.terminate());
			await ended;
		},
	};
}

/** Beside the source while developing, where Node strips its types, and beside the bundle when built. */
function workerAddress(): URL {
	return new URL(import.meta.url.endsWith('.ts') ? './sqliteWorker.ts' : './sqliteWorker.mjs', import.meta.url);
}
