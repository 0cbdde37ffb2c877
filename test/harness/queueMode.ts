import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePorts } from './freePorts';
import { startN8n, type N8n } from './n8n';
import { forgetCrash, startN8nProcess } from './n8nProcess';
import { waitUntil } from './waitUntil';

/**
 * Whether n8n's queue mode can be tried here: it needs Redis.
 *
 * @throws in CI, where nothing may be left out
 */
export function hasQueueMode(): boolean {
	const found = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
	if (!found && process.env['CI']) throw new Error('n8n’s queue mode is not tested: redis-server is missing. Install the Debian package “redis-server”.');
	return found;
}

/** n8n as it runs in a larger house: one process takes the calls, another carries the workflows out. */
export interface QueueMode {
	readonly n8n: N8n;
	close(): Promise<void>;
}

/** Starts Redis, n8n and one worker, all on loopback, with one database between them. */
export async function startQueueMode(folder: string, packages: string[]): Promise<QueueMode> {
	const [redisPort = 0, port = 0, brokerPort = 0] = await freePorts(3);
	const redis = spawn('redis-server', ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
	const env = {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	};
	try {
		await whenListening(redisPort);
		const n8n = await startN8n({ folder, packages, env });
		forgetCrash(folder);
		const worker = startN8nProcess({ command: 'worker', folder, port, brokerPort, env: { ...env, QUEUE_HEALTH_CHECK_PORT: String(port) } });
		await worker.whenReady();
		return {
			n8n,
			close: async () => {
				await worker.stop();
				await n8n.stop();
				await stop(redis);
			},
		};
	} catch (error) {
		await stop(redis);
		throw error;
	}
}

async function whenListening(port: number): Promise<void> {
	const isListening = () => new Promise<true | undefined>((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => {
			resolve(undefined);
		});
	});
	await waitUntil(isListening, { withinMs: 10_000, what: `Redis on port ${port}` });
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	child.kill('SIGTERM');
	await gone;
}
