import { readConfig } from '../config/config';
import { messageOf, type Log } from '../logs/log';
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

	const signal = await firstSignal(log);
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

/** Later ones are only told: the end takes a few seconds at most, and calls in flight must not lose theirs to a second Ctrl-C. */
function firstSignal(log: Log): Promise<NodeJS.Signals> {
	return new Promise((resolve) => {
		let isEnding = false;
		const heard = (signal: NodeJS.Signals) => {
			if (isEnding) log.info('ending already', { signal });
			isEnding = true;
			resolve(signal);
		};
		for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, heard);
	});
}
