import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { logTail } from './logTail';
import { inN8nPackages, node24 } from './places';
import { waitUntil } from './waitUntil';

export interface N8nProcessOptions {
	/** `worker` carries out what an n8n in queue mode hands on. */
	command?: 'start' | 'worker';
	/** n8n's user folder: its database, its settings, its community packages. Everything it writes stays in here. */
	folder: string;
	port: number;
	/** n8n's task broker listens on a port of its own. */
	brokerPort: number;
	/** Settings of n8n on top of the harness's own, or instead of them. */
	env?: Record<string, string>;
	/** How long n8n may take until it is ready, in ms. */
	startWithinMs?: number;
}

export interface N8nProcess {
	/** Gone, by itself or because it was stopped. */
	readonly hasEnded: () => boolean;
	readonly pid: number;
	readonly logFile: string;
	/** Resolves once `/healthz/readiness` answers 200: before that n8n answers webhooks with a 200 that means nothing. */
	readonly whenReady: () => Promise<void>;
	/** SIGTERM, SIGKILL after 30 s. Resolves when the process is gone. */
	readonly stop: () => Promise<void>;
	/** SIGKILL, as when the machine fails. Resolves when the process is gone. */
	readonly kill: () => Promise<void>;
}

const STOP_WITHIN_MS = 30_000;

const END_WITH_PARENT = pathToFileURL(path.join(import.meta.dirname, 'endWithParent.mjs')).href;

/** Starts n8n and returns at once; see `whenReady`. */
export function startN8nProcess(options: N8nProcessOptions): N8nProcess {
	const { folder, port, command = 'start', startWithinMs = 90_000 } = options;
	const logFile = path.join(folder, command === 'start' ? 'n8n.log' : `n8n-${command}.log`);
	mkdirSync(path.join(folder, 'tmp'), { recursive: true });
	const log = openSync(logFile, 'a');
	const child = spawn(node24, ['--import', END_WITH_PARENT, inN8nPackages('n8n', 'bin', 'n8n'), command], {
		cwd: folder,
		env: environment(options),
		stdio: ['ignore', log, log, 'ipc'],
	});
	child.channel?.unref();
	closeSync(log);
	const ended = whenEnded(child);
	const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

	const whenReady = async () => {
		await waitUntil(
			async () => {
				if (hasEnded()) throw new Error(`n8n ended before it was ready. The end of ${logFile}:\n${logTail(logFile)}`);
				return (await isReady(port)) || undefined;
			},
			{ withinMs: startWithinMs, everyMs: 100, what: `n8n to be ready (log: ${logFile})` },
		);
	};

	const stop = async () => {
		child.kill('SIGTERM');
		const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
		await ended;
		clearTimeout(timer);
	};

	const kill = async () => {
		child.kill('SIGKILL');
		await ended;
		forgetCrash(folder);
	};

	return { hasEnded, pid: child.pid ?? 0, logFile, whenReady, stop, kill };
}

/** After a crash, or beside another process in its folder, n8n waits 10 s before it starts; no test needs to see that. */
export function forgetCrash(folder: string): void {
	rmSync(path.join(folder, '.n8n', 'crash.journal'), { force: true });
}

function whenEnded(child: ChildProcess): Promise<void> {
	return new Promise((resolve) => {
		child.once('exit', () => {
			resolve();
		});
		child.once('error', () => {
			resolve();
		});
	});
}

async function isReady(port: number): Promise<boolean> {
	try {
		const response = await fetch(`http://127.0.0.1:${port}/healthz/readiness`, { signal: AbortSignal.timeout(2000) });
		await response.body?.cancel();
		return response.status === 200;
	} catch {
		return false;
	}
}

/**
 * Production mode (else error bodies sent to callers hold stack traces), loopback only, nothing asked of the
 * internet, and nothing written outside the folder.
 */
function environment({ folder, port, brokerPort, env }: N8nProcessOptions): Record<string, string> {
	const address = `http://127.0.0.1:${port}/`;
	return {
		PATH: `${path.dirname(node24)}${path.delimiter}${process.env['PATH'] ?? ''}`,
		HOME: folder,
		TMPDIR: path.join(folder, 'tmp'),
		NODE_ENV: 'production',
		N8N_USER_FOLDER: folder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: address,
		N8N_WEBHOOK_URL: address,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry,mcp,instance-ai,agents,chat-hub,insights',
		...env,
	};
}
