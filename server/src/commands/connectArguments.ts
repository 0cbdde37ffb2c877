import { parseArgs } from 'node:util';
import type { DenyList } from '../../../pivot/callflow/denyList';
import { FLOW_NAME } from '../../../pivot/pairing/messages';
import type { Token } from '../../../pivot/pairing/signature';
import { readServerAccess, SERVER_HELP, SERVER_OPTIONS } from '../api/serverAccess';
import { configSchema } from '../config/config';
import { CROSSBAR_HELP, CROSSBAR_OPTIONS, readCrossbarAccess, type CrossbarAccess } from '../crossbar/crossbarAccess';

export const CONNECT_HELP = `kazoo-pivot connect --number NUMBER --flow NAME [options]
kazoo-pivot connect --number NUMBER --undo [options]

Puts a pivot in front of what a number of the switch does now: its calls go to the flow, and to what was there before when
the pivot server does not answer. Shows the difference and asks before it writes. --undo puts back what was there before.
Exit status: 0 done, or nothing to do; 1 not done; 2 the command line is wrong.

  --number NUMBER          as the switch has it: +14155550100, or an extension such as 2000
  --flow NAME              a flow of the pivot server
  --undo                   takes the pivot away again; with --flow also one to this flow that was put there by hand
  --wait MS                how long the switch waits for an answer (500 ms longer than the flow may take; at most 5000)
  --dry-run                shows the difference, writes nothing
  --yes                    writes without asking
${SERVER_HELP}  --deny LIST              URL hosts the switch refuses: “kazoo”, “none”, or names and networks with commas (PIVOT_DENY, kazoo)
${CROSSBAR_HELP}`;

/** A flow, and the token with which its voice URL can be asked for. */
export interface NamedFlow {
	readonly name: string;
	readonly token: Token;
}

export interface ConnectArguments {
	readonly number: string;
	readonly act:
		| { readonly kind: 'connect'; readonly flow: NamedFlow }
		/** Without a flow: the pivot that connect put there. */
		| { readonly kind: 'undo'; readonly flow: NamedFlow | undefined };
	readonly server: string;
	readonly dryRun: boolean;
	readonly yes: boolean;
	/** How long the switch waits, in ms; undefined: a little longer than the flow may take. */
	readonly waitMs: number | undefined;
	readonly deny: DenyList;
	readonly crossbar: CrossbarAccess;
}

const OPTIONS = {
	number: { type: 'string' }, flow: { type: 'string' }, undo: { type: 'boolean' }, 'dry-run': { type: 'boolean' }, yes: { type: 'boolean' }, wait: { type: 'string' },
	deny: { type: 'string' },
	...SERVER_OPTIONS,
	...CROSSBAR_OPTIONS,
	help: { type: 'boolean' },
} as const;

/**
 * @returns undefined where help was asked for
 * @throws Error with a sentence
 */
export function readConnectArguments(argv: string[], environment: Readonly<Record<string, string | undefined>>): ConnectArguments | undefined {
	const { values } = parseArgs({ args: argv, options: OPTIONS, strict: true });
	if (values.help) return undefined;
	const { number, undo = false, 'dry-run': dryRun = false, yes = false } = values;
	if (number === undefined || number.trim() === '') throw new Error('Which number? Give it with --number, as the switch has it.');
	const { server, token } = readServerAccess(values, environment);
	const flow = values.flow === undefined ? undefined : namedFlow(values.flow, token);
	if (!flow && !undo) throw new Error('Which flow shall answer? Give its name with --flow; kazoo-pivot flows lists them.');
	const waitMs = values.wait === undefined ? undefined : Number(values.wait);
	if (waitMs !== undefined && !(Number.isInteger(waitMs) && waitMs >= 1 && waitMs <= 5_000)) throw new Error(`--wait takes whole milliseconds from 1 to 5000; “${values.wait}” is none.`);
	return {
		number, dryRun, yes, waitMs, server,
		act: undo || !flow ? { kind: 'undo', flow } : { kind: 'connect', flow },
		deny: configSchema.shape.deny.parse(values.deny ?? (environment['PIVOT_DENY'] === '' ? undefined : environment['PIVOT_DENY'])),
		crossbar: readCrossbarAccess(values, environment),
	};
}

function namedFlow(name: string, token: Token | undefined): NamedFlow {
	if (!FLOW_NAME.test(name)) throw new Error(`“${name}” is no name of a flow: those are lower-case letters, digits and hyphens, such as front-desk.`);
	if (!token) throw new Error('Give the token of the pivot server with --token or PIVOT_TOKEN: it knows the voice URL of the flow.');
	return { name, token };
}
