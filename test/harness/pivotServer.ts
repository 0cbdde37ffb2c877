import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { PAIRING_HEADERS } from '../../pivot/pairing/headers';
import { flowSchema, type RegisteredFlow } from '../../pivot/pairing/messages';
import { readToken, sign } from '../../pivot/pairing/signature';
import { freePorts } from './freePorts';
import { logTail } from './logTail';
import { requestJson } from './n8nApi';
import { node24, projectRoot } from './places';
import { waitUntil } from './waitUntil';

export interface PivotServerOptions {
	/** Its store and its log lie here. */
	folder: string;
	/** A free one when left out. */
	port?: number;
	/** Shared with n8n; a new one when left out. */
	token?: string;
	/** Settings on top of the harness's own (`PIVOT_…`), or instead of them. */
	env?: Record<string, string>;
}

/** The built pivot server, in a process of its own. It keeps its port, its store and its token over `stop` and `start`. */
export interface PivotServer {
	/** Such as `http://127.0.0.1:8090`: for the switch and for n8n alike. */
	readonly address: string;
	readonly token: string;
	readonly logFile: string;
	/** A signed call of its API. Throws with the server's own words when the answer is not a 2xx. */
	readonly call: (method: string, path: string, body?: unknown) => Promise<unknown>;
	/** What the server knows of a flow; throws when it knows none of that name. */
	readonly flow: (name: string) => Promise<RegisteredFlow>;
	/** n8n registers a flow after it has answered the request to publish: waits until the flow is active. */
	readonly whenActive: (name: string) => Promise<RegisteredFlow>;
	/** Everything `/metrics` says. */
	readonly metrics: () => Promise<string>;
	readonly start: () => Promise<void>;
	/** SIGTERM; resolves with the exit status when the process is gone. */
	readonly stop: () => Promise<number | null>;
	/** SIGKILL, as when the machine fails. */
	readonly kill: () => Promise<void>;
}

/** A token nobody has used. */
export function newToken(): string {
	const id = createHash('sha256').update(randomUUID()).digest('hex').slice(0, 8);
	return `kp_${id}_${randomBytes(24).toString('hex')}`;
}

/**
 * Starts the pivot server from its build and waits until it is ready. On loopback, with no URL refused: the switch of
 * the tests and of the demo lives on the same machine.
 *
 * @throws when it ends or is not ready in time; the message holds the end of its log
 */
export async function startPivotServer(options: PivotServerOptions): Promise<PivotServer> {
	const { folder, token = newToken(), env = {} } = options;
	mkdirSync(folder, { recursive: true });
	const port = options.port ?? (await freePorts(1))[0] ?? 0;
	const address = `http://127.0.0.1:${port}`;
	const logFile = path.join(folder, 'pivot-server.log');
	const key = readToken(token);
	if (!key) throw new Error('The token of the pivot server does not read as one.');

	const run = () => {
		const log = openSync(logFile, 'a');
		const child = spawn(node24, [path.join(projectRoot, 'server', 'dist', 'kazoo-pivot.mjs'), 'serve'], {
			cwd: folder,
			env: {
				PATH: process.env['PATH'],
				PIVOT_HOST: '127.0.0.1',
				PIVOT_PORT: String(port),
				PIVOT_PUBLIC_URL: address,
				PIVOT_STORE: path.join(folder, 'pivot-server.sqlite'),
				PIVOT_TOKEN: token,
				PIVOT_DENY: 'none',
				...env,
			},
			stdio: ['ignore', log, log],
		});
		closeSync(log);
		const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
		const killWithParent = () => child.kill('SIGKILL');
		process.once('exit', killWithParent);
		void ended.then(() => process.off('exit', killWithParent));
		return { child, ended, hasEnded: () => child.exitCode !== null || child.signalCode !== null };
	};
	let running = run();

	const whenReady = async () => {
		await waitUntil(
			async () => {
				if (running.hasEnded()) throw new Error(`The pivot server ended before it was ready. The end of ${logFile}:\n${logTail(logFile)}`);
				return (await answers(`${address}/readyz`)) || undefined;
			},
			{ withinMs: 20_000, what: `the pivot server to be ready (log: ${logFile})` },
		);
	};
	const call = (method: string, target: string, body?: unknown) => {
		const text = body === undefined ? '' : JSON.stringify(body);
		const message = { purpose: 'api', method, path: target, id: randomUUID(), timestamp: Math.floor(Date.now() / 1000), body: text } as const;
		return requestJson(method, address + target, {
			[PAIRING_HEADERS.token]: key.id,
			[PAIRING_HEADERS.timestamp]: String(message.timestamp),
			[PAIRING_HEADERS.nonce]: message.id,
			[PAIRING_HEADERS.signature]: sign(key.key, message),
		}, body);
	};

	const flow = async (name: string) => flowSchema.parse(await call('GET', `/api/flows/${name}`));

	await whenReady();
	return {
		address,
		token,
		logFile,
		call,
		flow,
		whenActive: (name) =>
			waitUntil(
				async () => {
					const found = await flow(name).catch(() => undefined);
					return found?.state === 'active' ? found : undefined;
				},
				{ withinMs: 20_000, what: `flow ${name} to be active on the pivot server (log: ${logFile})` },
			),
		metrics: async () => (await fetch(`${address}/metrics`)).text(),
		start: async () => {
			if (running.hasEnded()) running = run();
			await whenReady();
		},
		stop: async () => {
			running.child.kill('SIGTERM');
			return running.ended;
		},
		kill: async () => {
			running.child.kill('SIGKILL');
			await running.ended;
		},
	};
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
		await response.body?.cancel();
		return response.ok;
	} catch {
		return false;
	}
}
