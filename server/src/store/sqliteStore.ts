import { attemptSchema, attemptSummarySchema, type Attempt } from '../attempts/attempt';
import { flowRecordSchema } from '../flows/flow';
import { keptStateSchema } from '../state/keptState';
import { openSqliteThread } from './sqliteThread';
import type { Row, Statement } from './sqliteWorker';
import type { Store } from './store';

/** What the tables look like; a later shape is another entry. */
const MIGRATIONS: readonly string[][] = [
	[
		'CREATE TABLE flows (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT',
		'CREATE TABLE tokens (id TEXT PRIMARY KEY, key TEXT NOT NULL) STRICT',
		`CREATE TABLE attempts (
			id TEXT PRIMARY KEY, flow TEXT NOT NULL, call_id TEXT NOT NULL, at INTEGER NOT NULL,
			summary TEXT NOT NULL, body TEXT NOT NULL
		) STRICT`,
		'CREATE INDEX attempts_at ON attempts (at)',
		'CREATE INDEX attempts_flow ON attempts (flow, at)',
		'CREATE INDEX attempts_call ON attempts (call_id, at)',
	],
	[
		'CREATE TABLE states (id TEXT PRIMARY KEY, until INTEGER NOT NULL, body TEXT NOT NULL) STRICT',
		'CREATE INDEX states_until ON states (until)',
	],
	['CREATE TABLE removed_flows (name TEXT PRIMARY KEY) STRICT'],
];

/**
 * Opens or makes the store.
 *
 * @param file path of the SQLite file, or `:memory:`
 * @throws Error with a sentence when the file cannot be used
 */
export async function openSqliteStore(file: string): Promise<Store> {
	const thread = openSqliteThread(file);
	try {
		await migrate(thread.run);
	} catch (error) {
		await thread.close();
		throw new Error(`The store ${file} cannot be opened. Check that its folder exists and may be written to.`, { cause: error });
	}
	const { run } = thread;
	return {
		flows: async () => (await run([{ sql: 'SELECT body FROM flows ORDER BY name' }])).map((row) => flowRecordSchema.parse(bodyOf(row))),
		async saveFlow(flow) {
			await run([{ sql: 'INSERT OR REPLACE INTO flows (name, body) VALUES (?, ?)', parameters: [flow.name, JSON.stringify(flow)] }]);
		},
		async removeFlow(name) {
			await run([
				{ sql: 'DELETE FROM flows WHERE name = ?', parameters: [name] },
				{ sql: 'INSERT OR IGNORE INTO removed_flows (name) VALUES (?)', parameters: [name] },
			]);
		},
		removedFlows: async () => (await run([{ sql: 'SELECT name FROM removed_flows' }])).map((row) => String(row['name'])),
		tokens: async () => (await run([{ sql: 'SELECT id, key FROM tokens' }])).map((row) => ({ id: String(row['id']), key: String(row['key']) })),
		async saveToken(token) {
			await run([{ sql: 'INSERT OR REPLACE INTO tokens (id, key) VALUES (?, ?)', parameters: [token.id, token.key] }]);
		},
		async addAttempts(attempts) {
			if (attempts.length > 0) await run(attempts.map(insertAttempt));
		},
		async attempts({ limit, flow, callId }) {
			const conditions = [...(flow === undefined ? [] : ['flow = ?']), ...(callId === undefined ? [] : ['call_id = ?'])];
			const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
			const sql = `SELECT summary AS body FROM attempts ${where} ORDER BY at DESC, rowid DESC LIMIT ?`;
			const given = [flow, callId].filter((value) => value !== undefined);
			return (await run([{ sql, parameters: [...given, limit] }])).map((row) => attemptSummarySchema.parse(bodyOf(row)));
		},
		async attempt(id) {
			const [row] = await run([{ sql: 'SELECT body FROM attempts WHERE id = ?', parameters: [id] }]);
			return row && attemptSchema.parse(bodyOf(row));
		},
		async removeAttempts(before) {
			await run([{ sql: 'DELETE FROM attempts WHERE at < ?', parameters: [before] }]);
		},
		async saveState(state) {
			await run([{ sql: 'INSERT OR REPLACE INTO states (id, until, body) VALUES (?, ?, ?)', parameters: [state.id, state.until, JSON.stringify(state)] }]);
		},
		async state(id) {
			const [row] = await run([{ sql: 'SELECT body FROM states WHERE id = ?', parameters: [id] }]);
			return row && keptStateSchema.parse(bodyOf(row));
		},
		async removeStates(before) {
			await run([{ sql: 'DELETE FROM states WHERE until < ?', parameters: [before] }]);
		},
		async ping() {
			await run([{ sql: 'SELECT 1' }]);
		},
		close: () => thread.close(),
	};
}

function insertAttempt(attempt: Attempt): Statement {
	const summary = attemptSummarySchema.parse(attempt);
	return {
		sql: 'INSERT OR REPLACE INTO attempts (id, flow, call_id, at, summary, body) VALUES (?, ?, ?, ?, ?, ?)',
		parameters: [attempt.id, attempt.flow, attempt.callId, attempt.at, JSON.stringify(summary), JSON.stringify(attempt)],
	};
}

async function migrate(run: (statements: readonly Statement[]) => Promise<readonly Row[]>): Promise<void> {
	const [row] = await run([{ sql: 'PRAGMA user_version' }]);
	const version = Number(row?.['user_version'] ?? 0);
	if (version > MIGRATIONS.length) throw new Error('It was written by a newer kazoo-pivot.');
	for (const [index, statements] of MIGRATIONS.entries()) {
		if (index >= version) await run([...statements.map((sql) => ({ sql })), { sql: `PRAGMA user_version = ${index + 1}` }]);
	}
}

function bodyOf(row: Row): unknown {
	return JSON.parse(String(row['body']));
}
