/*
 * The thread that owns the SQLite file, so that no query ever delays a call. It knows no tables: it runs the statements it is
 * sent. Imports nothing of ours at run time, so that Node can load it as it stands, in development and when built.
 */
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** A statement with its parameters. */
export interface Statement {
	readonly sql: string;
	readonly parameters?: readonly SQLInputValue[];
}

export interface WorkerRequest {
	readonly id: number;
	/** Run in order, in one transaction where there are several. */
	readonly statements: readonly Statement[];
	/** Closes the file after the statements and ends the thread. */
	readonly last?: boolean;
}

export type Row = Readonly<Record<string, unknown>>;

export interface WorkerReply {
	readonly id: number;
	/** Rows of the last statement. */
	readonly rows?: readonly Row[];
	readonly error?: string;
}

const MOST_PREPARED = 64;

/** The file holds keys: nobody but its owner reads it. SQLite gives its side files the same rights. */
function open(file: string): DatabaseSync {
	if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
	const database = new DatabaseSync(file);
	database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
	return database;
}

function serve(database: DatabaseSync): void {
	const prepared = new Map<string, StatementSync>();

	const prepare = (sql: string): StatementSync => {
		const known = prepared.get(sql);
		if (known) return known;
		if (prepared.size >= MOST_PREPARED) prepared.clear();
		const statement = database.prepare(sql);
		prepared.set(sql, statement);
		return statement;
	};

	const run = (statements: readonly Statement[]): Row[] => {
		let rows: Row[] = [];
		for (const { sql, parameters = [] } of statements) rows = prepare(sql).all(...parameters);
		return rows;
	};

	const runTogether = (statements: readonly Statement[]): Row[] => {
		if (statements.length < 2) return run(statements);
		database.exec('BEGIN IMMEDIATE');
		try {
			const rows = run(statements);
			database.exec('COMMIT');
			return rows;
		} catch (error) {
			if (database.isTransaction) database.exec('ROLLBACK');
			throw error;
		}
	};

	parentPort?.on('message', ({ id, statements, last }: WorkerRequest) => {
		let reply: WorkerReply;
		try {
			reply = { id, rows: runTogether(statements) };
		} catch (error) {
			reply = { id, error: error instanceof Error ? error.message : String(error) };
		}
		if (last) database.close();
		parentPort?.postMessage(reply);
		if (last) parentPort?.close();
	});
}

serve(open(String(workerData)));
