import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import * as z from 'zod/v4';
import { KAZOO_DENY_LIST, NO_DENY_LIST, type DenyList } from '../../../pivot/callflow/denyList';
import { SWITCH_VERSIONS, type SwitchVersion } from '../../../pivot/switchVersion';
import {
	accountSeedSchema, callNumber, createAccountStore, sampleAccounts, SAMPLE_LOGIN, SAMPLE_NUMBER, startCrossbar,
	type AccountSeed, type PivotApi, type RunningCrossbar,
} from '../../../switch/crossbar';
import { renderTrace } from '../../../switch/trace/renderTrace';
import { messageOf } from '../logs/log';

const HELP = `kazoo-pivot switch [options]

Runs a virtual switch with the API of a real one (Crossbar): login, accounts, callflows, users, devices, voicemail boxes,
menus, media and the debug log of pivots. Everything is in memory and forgotten at the end. Serves until Ctrl-C.

  --port PORT              where it listens (default 8000; 0 is any free one)
  --host HOST              (default 127.0.0.1)
  --switch VERSION         4.3, master (default) or K5
  --account FILE           JSON with the accounts instead of the sample ones: an account or a list of them, each with name,
                           realm and, if wanted, id, apiKey, documents (users, callflows, …, by resource), behaviour, accounts
  --allow-loopback         callflows may name servers on this machine (KAZOO refuses them)
  --token-lifetime SECONDS how long a token lasts (default 3600)
  --pivot-api SHAPE        current (default); early: the debug log as the oldest versions show it; not-started: no cb_pivot
  --dial                   a number typed on the standard input is called; what its pivots leave stands in the debug log
  --verbose                a line for each request
`;

const OPTIONS = {
	port: { type: 'string' }, host: { type: 'string' }, switch: { type: 'string' }, account: { type: 'string' }, 'token-lifetime': { type: 'string' },
	'pivot-api': { type: 'string' }, 'allow-loopback': { type: 'boolean' }, dial: { type: 'boolean' }, verbose: { type: 'boolean' }, help: { type: 'boolean' },
} as const;

/** `kazoo-pivot switch`: serves the virtual switch's API until SIGTERM or SIGINT. */
export async function virtualSwitch(argv: string[]): Promise<number> {
	let given: SwitchArguments | 'help';
	try {
		given = readArguments(argv);
	} catch (error) {
		process.stderr.write(`${messageOf(error)}\nkazoo-pivot switch --help lists the options.\n`);
		return 2;
	}
	if (given === 'help') {
		process.stdout.write(HELP);
		return 0;
	}
	let crossbar: RunningCrossbar;
	try {
		crossbar = await startCrossbar({ ...given, store: createAccountStore({ accounts: given.accounts }), ...(given.verbose ? { onAnswer: logAnswer } : {}) });
	} catch (error) {
		process.stderr.write(`The virtual switch cannot listen on ${given.host}:${given.port}: ${messageOf(error)}\n`);
		return 1;
	}
	// Before the greeting: whoever has read it may end the switch at once.
	const ended = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
	process.stdout.write(greeting(crossbar, given));
	if (given.dial) callTypedNumbers(crossbar, given);
	await ended;
	if (given.dial) process.stdin.destroy();
	await crossbar.close();
	return 0;
}

interface SwitchArguments {
	readonly port: number;
	readonly host: string;
	readonly version: SwitchVersion;
	readonly deny: DenyList;
	readonly tokenLifetimeS: number;
	readonly pivotApi: PivotApi;
	readonly accounts: readonly AccountSeed[];
	/** Whether the accounts are the sample ones. */
	readonly isSample: boolean;
	readonly dial: boolean;
	readonly verbose: boolean;
}

/** Throws with a sentence where the command line or the file of accounts is wrong. */
function readArguments(argv: string[]): SwitchArguments | 'help' {
	const { values } = parseArgs({ args: argv, options: OPTIONS, strict: true });
	if (values.help === true) return 'help';
	return {
		port: wholeNumber(values.port ?? '8000', '--port', 0, 65_535),
		host: values.host ?? '127.0.0.1',
		version: oneOf(values.switch ?? 'master', '--switch', SWITCH_VERSIONS),
		deny: values['allow-loopback'] === true ? NO_DENY_LIST : KAZOO_DENY_LIST,
		tokenLifetimeS: wholeNumber(values['token-lifetime'] ?? '3600', '--token-lifetime', 1, 31_536_000),
		pivotApi: pivotApiOf(values['pivot-api'] ?? 'current'),
		accounts: values.account === undefined ? sampleAccounts() : accountsIn(values.account),
		isSample: values.account === undefined,
		dial: values.dial ?? false,
		verbose: values.verbose ?? false,
	};
}

function wholeNumber(text: string, option: string, least: number, most: number): number {
	const number = Number(text);
	if (/^\d+$/.test(text) && number >= least && number <= most) return number;
	throw new Error(`${option} takes a whole number from ${least} to ${most}; “${text}” is none.`);
}

function oneOf<Word extends string>(text: string, option: string, words: readonly Word[]): Word {
	const chosen = words.find((word) => word.toLowerCase() === text.toLowerCase());
	if (chosen === undefined) throw new Error(`${option} is one of ${words.join(', ')}; “${text}” is not.`);
	return chosen;
}

function pivotApiOf(text: string): PivotApi {
	const word = oneOf(text, '--pivot-api', ['current', 'early', 'not-started']);
	return word === 'not-started' ? 'not started' : word;
}

function accountsIn(file: string): readonly AccountSeed[] {
	let json: unknown;
	try {
		json = JSON.parse(readFileSync(file, 'utf8'));
	} catch (error) {
		throw new Error(`The file of --account cannot be read: ${messageOf(error)}.`, { cause: error });
	}
	const read = z.array(accountSeedSchema).min(1).safeParse(Array.isArray(json) ? json : [json]);
	if (read.success) return read.data;
	const [issue] = read.error.issues;
	throw new Error(`The file of --account is wrong at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function greeting({ url, store: { primary } }: RunningCrossbar, { isSample }: SwitchArguments): string {
	return [
		`The virtual switch listens. API: ${url}`,
		`Account “${primary.name}” (realm ${primary.realm}): ${primary.id}`,
		`API key: ${primary.apiKey}`,
		...(isSample ? [`User ${SAMPLE_LOGIN.username}, password ${SAMPLE_LOGIN.password}. Main number: ${SAMPLE_NUMBER}`] : []),
		'',
	].join('\n');
}

function logAnswer({ method, target, status }: { method: string; target: string; status: number }): void {
	process.stdout.write(`${method} ${target} ${status}\n`);
}

/** Calls each number that is typed, one after the other. */
function callTypedNumbers({ store }: RunningCrossbar, { version, deny }: SwitchArguments): void {
	let before = Promise.resolve();
	createInterface({ input: process.stdin }).on('line', (line) => {
		const number = line.trim();
		if (number === '') return;
		before = before.then(async () => {
			try {
				process.stdout.write(renderTrace(await callNumber(store, number, { version, deny }), { colours: false }));
			} catch (error) {
				process.stderr.write(`${messageOf(error)}\n`);
			}
		});
	});
}
