import { existsSync } from 'node:fs';
import { installPackages } from './communityPackage';
import { freePorts, isPortTaken } from './freePorts';
import type { N8nApi } from './n8nApi';
import { n8nApi } from './n8nApi';
import type { N8nProcess } from './n8nProcess';
import { startN8nProcess } from './n8nProcess';
import type { Session } from './owner';
import { logIn } from './owner';
import { apiKeyOf, fillUserFolder, isFilled } from './preparedFolder';
import { waitUntil } from './waitUntil';

export interface N8nOptions {
	/** n8n's user folder: filled when it is new, used as it is when it was filled before. */
	folder: string;
	/** A free one when left out. */
	port?: number;
	/** Tarballs of community packages to install before the start. */
	packages?: string[];
	/** Settings of n8n on top of the harness's own, or instead of them. */
	env?: Record<string, string>;
	/** How long n8n may take until it is ready, in ms. */
	startWithinMs?: number;
}

/** A real n8n, in a process of its own. It keeps its port and its folder over `stop` and `start`. */
export interface N8n extends N8nApi {
	/** Such as `http://127.0.0.1:5678`. */
	readonly address: string;
	readonly port: number;
	readonly folder: string;
	readonly logFile: string;
	readonly apiKey: string;
	/** The address of a production webhook. */
	readonly webhookUrl: (path: string) => string;
	readonly isRunning: () => boolean;
	/** Of the process that runs now. */
	readonly pid: () => number;
	/** Logs in as the editor does, for what only its API can do. */
	readonly logIn: () => Promise<Session>;
	/** Starts it again after `stop` or `kill`, and waits until it is ready. */
	readonly start: () => Promise<void>;
	/** Starts it again and returns at once: n8n is then booting, and answers webhooks with nonsense. */
	readonly boot: () => { whenReady: () => Promise<void> };
	/** SIGTERM, SIGKILL after 30 s; resolves when the process is gone and its port is free. */
	readonly stop: () => Promise<void>;
	/** SIGKILL, as when the machine fails; resolves when the process is gone and its port is free. */
	readonly kill: () => Promise<void>;
	readonly restart: () => Promise<void>;
}

/**
 * Starts a real n8n on loopback and waits until it is ready.
 *
 * @throws when it ends or is not ready in time; the message holds the end of its log
 */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const { folder, packages = [], env = {}, startWithinMs = 90_000 } = options;
	if (!existsSync(folder) || !isFilled(folder)) await fillUserFolder(folder);
	await installPackages(folder, packages);
	const [freePort = 0, brokerPort = 0] = await freePorts(2);
	const port = options.port ?? freePort;
	const address = `http://127.0.0.1:${port}`;
	const apiKey = apiKeyOf(folder);

	const boot = (): N8nProcess => startN8nProcess({ folder, port, brokerPort, env, startWithinMs });
	let running = boot();

	const portIsFree = () =>
		waitUntil(async () => ((await isPortTaken(port)) ? undefined : true), { withinMs: 10_000, what: `port ${port} to be free` });
	const stop = async () => {
		await running.stop();
		await portIsFree();
	};
	const kill = async () => {
		await running.kill();
		await portIsFree();
	};
	const start = async () => {
		if (running.hasEnded()) running = boot();
		await running.whenReady();
	};

	try {
		await running.whenReady();
	} catch (error) {
		await running.kill();
		throw error;
	}
	return {
		...n8nApi(address, apiKey),
		address,
		port,
		folder,
		apiKey,
		logFile: running.logFile,
		webhookUrl: (path) => `${address}/webhook/${path}`,
		isRunning: () => !running.hasEnded(),
		pid: () => running.pid,
		logIn: () => logIn(address),
		start,
		boot: () => {
			if (running.hasEnded()) running = boot();
			return { whenReady: running.whenReady };
		},
		stop,
		kill,
		restart: async () => {
			await stop();
			await start();
		},
	};
}
