import { createInterface } from 'node:readline/promises';
import { isDeepStrictEqual } from 'node:util';
import { findCallflow, readCallflow, writeCallflow } from '../../../crossbar/callflows';
import type { CallflowChange, CallflowMatch } from '../../../crossbar/callflowDocument';
import { connectNumber, disconnectNumber } from '../../../crossbar/connectNumber';
import { DIALECTS } from '../../../crossbar/dialects';
import type { JsonObject } from '../../../pivot/json';
import { flowSchema } from '../../../pivot/pairing/messages';
import { COLOURED, PLAIN, type Palette } from '../../../switch/trace/palette';
import { readFromServer } from '../api/askServer';
import { pivotTo, warningsAbout } from '../crossbar/connectedFlow';
import { accountOf, openCrossbar } from '../crossbar/crossbarAccess';
import { messageOf } from '../logs/log';
import { oneLine } from '../logs/oneLine';
import { CONNECT_HELP, readConnectArguments, type ConnectArguments, type NamedFlow } from './connectArguments';

/**
 * `kazoo-pivot connect`: a number of the switch leads to a flow, or no longer.
 *
 * @returns the exit status: 0 done, or nothing to do; 1 not done; 2 the command line is wrong
 */
export async function connect(argv: string[]): Promise<number> {
	let given: ConnectArguments | undefined;
	try {
		given = readConnectArguments(argv, process.env);
	} catch (error) {
		process.stderr.write(`${messageOf(error)}\nkazoo-pivot connect --help shows how.\n`);
		return 2;
	}
	if (!given) {
		process.stdout.write(CONNECT_HELP);
		return 0;
	}
	try {
		return await change(given);
	} catch (error) {
		process.stderr.write(`${oneLine(messageOf(error))}\n`);
		return 1;
	}
}

async function change(given: ConnectArguments): Promise<number> {
	const palette = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '' ? COLOURED : PLAIN;
	const crossbar = openCrossbar(given.crossbar);
	const { id: account, name } = await accountOf(crossbar, given.crossbar);
	const match = await findCallflow(crossbar, account, given.number);
	const read = async () => await readCallflow(crossbar, account, match.row.id);
	const planned = await plan(given, await read());

	process.stdout.write(`${oneLine(headline(match, name, given.number))}\n`);
	for (const line of planned.difference) process.stdout.write(`  ${painted(oneLine(line), palette)}\n`);
	for (const warning of [...planned.warnings, ...othersOf(match, given.number)]) process.stdout.write(`${palette.keys(`Warning: ${oneLine(warning)}`)}\n`);
	if (!planned.changed) {
		process.stdout.write('Nothing is changed.\n');
		return 0;
	}
	if (given.dryRun) {
		process.stdout.write('This was a dry run: nothing is written.\n');
		return 0;
	}
	if (!given.yes && !(await agreed())) {
		process.stdout.write('Nothing is written.\n');
		return 1;
	}
	if (!isDeepStrictEqual(await read(), planned.before)) throw new Error('Somebody changed the callflow in the meantime. Nothing is written; look at the difference again.');
	await writeCallflow(crossbar, account, planned.after);
	process.stdout.write(palette.good(`Written. ${outcome(given)}\n`));
	return 0;
}

async function plan({ act, server, deny, waitMs, crossbar }: ConnectArguments, document: JsonObject): Promise<CallflowChange> {
	const ask = async ({ name, token }: NamedFlow) => await readFromServer(server, token, `/api/flows/${name}`, flowSchema);
	if (act.kind === 'undo') return disconnectNumber(document, act.flow && (await ask(act.flow)).voiceUrl);
	const flow = await ask(act.flow);
	const dialect = DIALECTS[crossbar.dialect];
	const planned = connectNumber(document, pivotTo(flow, dialect, waitMs));
	return { ...planned, warnings: [...planned.warnings, ...warningsAbout(flow, deny), ...dialect.assumptions] };
}

function headline({ row, by, matched }: CallflowMatch, account: string, number: string): string {
	const how = by === 'pattern' ? `by its pattern ${matched}` : by === 'e164' ? `as ${matched}` : 'by its number';
	return `Callflow ${row.name === '' ? row.id : `“${row.name}” (${row.id})`} of account “${account}” takes calls to ${number}, ${how}:`;
}

/** One callflow may serve several numbers: all of them change. */
function othersOf({ row, by, matched }: CallflowMatch, number: string): string[] {
	const others = row.numbers.filter((other) => other !== matched && other !== number);
	const all = by === 'pattern' || row.patterns.length > 0 ? [...others, ...row.patterns.map((pattern) => `everything like ${pattern}`)] : others;
	return all.length === 0 ? [] : [`The same callflow serves ${all.join(', ')}, which changes too.`];
}

function painted(line: string, { good, bad, keys, dim }: Palette): string {
	const paint = { '+': good, '-': bad, '~': keys }[line.charAt(0)] ?? dim;
	return paint(line);
}

function outcome({ act, number }: ConnectArguments): string {
	return act.kind === 'undo' ? `${number} does what it did before.` : `Calls to ${number} go to ${act.flow.name}; --undo takes it back.`;
}

async function agreed(): Promise<boolean> {
	if (!process.stdin.isTTY) throw new Error('There is nobody to ask whether to write this. Give --yes to write it, or --dry-run to see it only.');
	const line = createInterface({ input: process.stdin, output: process.stdout });
	try {
		return /^y(es)?$/i.test((await line.question('Write this? [y/N] ')).trim());
	} finally {
		line.close();
	}
}
