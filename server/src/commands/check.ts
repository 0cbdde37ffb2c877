import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { checkCallflow } from '../../../pivot/callflow/check';
import { KAZOO_DENY_LIST, NO_DENY_LIST } from '../../../pivot/callflow/denyList';
import type { Problem } from '../../../pivot/callflow/problem';
import { SWITCH_VERSIONS, type SwitchTarget } from '../../../pivot/switchVersion';
import { messageOf } from '../logs/log';

const HELP = `kazoo-pivot check [FILE] [options]

Says what the switch would do with a callflow: what it refuses, and what the caller may suffer though it runs.
Reads FILE, or the standard input. Exit status: 0 the switch runs it, 1 it does not, 2 the command line or file is wrong.

  --switch VERSION   4.3, master, K5 or any (any: all of them)
  --allow-loopback   the switch may call localhost
  --json             problems and warnings as JSON
`;

/** `kazoo-pivot check FILE`. */
export async function check(argv: string[]): Promise<number> {
	const read = readArguments(argv);
	if (typeof read === 'number') return read;
	let callflow: unknown;
	try {
		callflow = JSON.parse(read.file === undefined ? await text(process.stdin) : await readFile(read.file, 'utf8'));
	} catch (error) {
		process.stderr.write(`The callflow cannot be read: ${messageOf(error)}\n`);
		return error instanceof SyntaxError ? 1 : 2;
	}
	const { problems, warnings } = checkCallflow(callflow, { version: read.version, deny: read.allowLoopback ? NO_DENY_LIST : KAZOO_DENY_LIST });
	process.stdout.write(read.json ? `${JSON.stringify({ problems, warnings }, null, 2)}\n` : inWords(problems, warnings));
	return problems.length > 0 ? 1 : 0;
}

interface CheckArguments {
	readonly file: string | undefined;
	readonly version: SwitchTarget;
	readonly allowLoopback: boolean;
	readonly json: boolean;
}

/** @returns the exit status where there is nothing to check */
function readArguments(argv: string[]): CheckArguments | number {
	const options = { switch: { type: 'string' }, 'allow-loopback': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
	try {
		const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true, strict: true });
		if (values.help) {
			process.stdout.write(HELP);
			return 0;
		}
		const version = ([...SWITCH_VERSIONS, 'any'] as const).find((known) => known === (values.switch ?? 'any'));
		if (version === undefined) throw new Error(`There is no switch version “${values.switch}”: use 4.3, master, K5 or any.`);
		if (positionals.length > 1) throw new Error('Give one file.');
		return { file: positionals[0] === '-' ? undefined : positionals[0], version, allowLoopback: values['allow-loopback'] ?? false, json: values.json ?? false };
	} catch (error) {
		process.stderr.write(`${messageOf(error)}\n\n${HELP}`);
		return 2;
	}
}

function inWords(problems: readonly Problem[], warnings: readonly Problem[]): string {
	const line = (kind: string) => ({ path, code, message, consequence }: Problem) => `${kind} at ${path || 'the root'} (${code}): ${message}\n    ${consequence}`;
	const verdict = problems.length > 0 ? 'The switch does not run this callflow.' : 'The switch runs this callflow.';
	return `${[verdict, ...problems.map(line('  Problem')), ...warnings.map(line('  Warning'))].join('\n')}\n`;
}
