import { readConfig } from '../config/config';
import { messageOf } from '../logs/log';
import { startServer, type RunningServer } from '../startServer';
import { SERVER_VERSION } from '../version';

/** `kazoo-pivot serve`: runs the server until SIGTERM or SIGINT, then lets calls in flight finish. */
export async function serve(argv: string[]): Promise<number> {
	const read = readConfig(argv, process.env);
	if (read.kind === 'help') {
		process.stdout.write(read.text);
		return 0;
	}
	if (read.kind === 'wrong') {
		process.stderr.write(`${read.message}\nkazoo-pivot serve --help lists the settings.\n`);
		return 2;
	}
	let server: RunningServer;
	try {
		server = await startServer(read.config);
	} catch (error) {
		process.stderr.write(`${messageOf(error)}\n`);
		return 1;
	}
	const { log } = server;
	process.on('uncaughtException', (error) => log.error('uncaught', { reason: messageOf(error) }));
	process.on('unhandledRejection', (error) => log.error('unhandled', { reason: messageOf(error) }));
	// Whoever read the log may go away; calls go on.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
	process.stderr.write(greeting(server));

	const signal = await firstSignal();
	log.info('ending', { signal });
	await server.close();
	return 0;
}

function greeting({ url, publicUrl, token, tokenIsNew, warnings }: RunningServer): string {
	return [
		`kazoo-pivot ${SERVER_VERSION} listens on ${url}. Switches reach it at ${publicUrl}.`,
		...(tokenIsNew && token !== undefined ? [`Token for n8n, shown this once: ${token}`] : []),
		...warnings.map((warning) => `Warning: ${warning}`),
		'',
	].join('\n');
}

function firstSignal(): Promise<NodeJS.Signals> {
	return new Promise((resolve) => {
		for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
	});
}
