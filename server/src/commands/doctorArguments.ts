import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readServerAccess, SERVER_HELP, SERVER_OPTIONS } from '../api/serverAccess';
import { configSchema } from '../config/config';
import { CROSSBAR_HELP, CROSSBAR_OPTIONS, CrossbarNotSet, readCrossbarAccess, type CrossbarAccess } from '../crossbar/crossbarAccess';
import type { DoctorSettings } from '../doctor/settings';
import { messageOf } from '../logs/log';

export const DOCTOR_HELP = `kazoo-pivot doctor [options]

Looks at everything a call needs, from here, and says in a line each what is well, what could be better and what must be
done. Changes nothing, places no call. Exit status: 0 nothing must be done, 1 something must, 2 the command line is wrong.

${SERVER_HELP}  --public-url URL         the pivot server as the switch reaches it (PIVOT_PUBLIC_URL; else what the server says)
  --deny LIST              URL hosts the switch refuses: “kazoo”, “none”, or names and networks with commas (PIVOT_DENY, kazoo)
  --ca FILE                authorities to trust instead of the well-known ones, in PEM
${CROSSBAR_HELP}  --json                   the findings as JSON
`;

export interface DoctorArguments {
	readonly settings: DoctorSettings;
	readonly json: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const OPTIONS = {
	'public-url': { type: 'string' }, deny: { type: 'string' }, ca: { type: 'string' },
	...SERVER_OPTIONS,
	...CROSSBAR_OPTIONS,
	json: { type: 'boolean' }, help: { type: 'boolean' },
} as const;

/**
 * @returns undefined where help was asked for
 * @throws Error with a sentence where something given cannot be understood; what is missing is only not looked at
 */
export function readDoctorArguments(argv: string[], environment: Environment): DoctorArguments | undefined {
	const { values } = parseArgs({ args: argv, options: OPTIONS, strict: true });
	if (values.help) return undefined;
	return {
		json: values.json ?? false,
		settings: {
			...readServerAccess(values, environment),
			publicUrl: publicUrlOf(values['public-url'] ?? given(environment['PIVOT_PUBLIC_URL'])),
			deny: configSchema.shape.deny.parse(values.deny ?? given(environment['PIVOT_DENY'])),
			ca: values.ca === undefined ? [] : [readCertificates(values.ca)],
			crossbar: crossbarOrWhyNot(values, environment),
			now: Date.now,
		},
	};
}

function given(text: string | undefined): string | undefined {
	return text === '' ? undefined : text;
}

function publicUrlOf(text: string | undefined): string | undefined {
	const read = configSchema.shape.publicUrl.safeParse(text);
	if (!read.success) throw new Error(`--public-url (PIVOT_PUBLIC_URL) holds “${text}”, which is no http or https URL.`);
	return read.data;
}

function readCertificates(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new Error(`The file behind --ca cannot be read: ${messageOf(error)}`, { cause: error });
	}
}

function crossbarOrWhyNot(flags: Parameters<typeof readCrossbarAccess>[0], environment: Environment): CrossbarAccess | string {
	try {
		return readCrossbarAccess(flags, environment);
	} catch (error) {
		if (error instanceof CrossbarNotSet) return error.message;
		throw error;
	}
}
