import { SERVER_VERSION } from './version';

/** A command of `kazoo-pivot`: takes the arguments behind its name, resolves to the exit status. */
export type Command = (argv: string[]) => Promise<number>;

interface ListedCommand {
	readonly summary: string;
	/** Loaded when it is asked for, so that one command does not wait for another's packages. */
	readonly load: () => Promise<Command>;
}

const COMMANDS: ReadonlyMap<string, ListedCommand> = new Map([
	['serve', { summary: 'run the pivot server', load: async () => (await import('./commands/serve')).serve }],
	['call', { summary: 'place a call with the virtual switch', load: async () => (await import('./commands/call')).call }],
	['switch', { summary: 'run a virtual switch with its API', load: async () => (await import('./commands/switch')).virtualSwitch }],
	['flows', { summary: 'list flows, change a key, remove a flow', load: async () => (await import('./commands/flows')).flows }],
	['connect', { summary: 'connect a number of the switch to a flow', load: async () => (await import('./commands/connect')).connect }],
	['doctor', { summary: 'look at everything a call needs, and say what must be done', load: async () => (await import('./commands/doctor')).doctor }],
	['check', { summary: 'check a callflow as the switch would', load: async () => (await import('./commands/check')).check }],
]);

/**
 * Runs one command line, such as `['serve', '--port', '8090']`.
 *
 * @returns the exit status: 2 when the command line itself is wrong
 */
export async function runCommand(argv: readonly string[]): Promise<number> {
	const [name, ...rest] = argv;
	if (name === '--version') {
		process.stdout.write(`${SERVER_VERSION}\n`);
		return 0;
	}
	if (name === undefined || name === '--help' || name === 'help') {
		process.stdout.write(usage());
		return name === undefined ? 2 : 0;
	}
	const listed = COMMANDS.get(name);
	if (!listed) {
		process.stderr.write(`There is no command “${name}”.\n\n${usage()}`);
		return 2;
	}
	return await (await listed.load())(rest);
}

function usage(): string {
	const lines = [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}`);
	return ['kazoo-pivot COMMAND [options]', '', ...lines, '', 'kazoo-pivot COMMAND --help tells more.', ''].join('\n');
}
