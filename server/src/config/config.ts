import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import * as z from 'zod/v4';
import { KAZOO_DENY_LIST, NO_DENY_LIST, type DenyList } from '../../../pivot/callflow/denyList';
import { readToken } from '../../../pivot/pairing/signature';
import { LOG_LEVELS } from '../logs/log';

const number = (min: number, max: number, fallback: number) => z.coerce.number().int().min(min).max(max).default(fallback);

/** Settings of the server; every one has a default. */
export const configSchema = z.object({
	host: z.string().min(1).default('0.0.0.0'),
	port: number(0, 65_535, 8090),
	publicUrl: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')).optional(),
	store: z.string().min(1).default('kazoo-pivot.sqlite'),
	token: z.string().transform(readTokens).optional(),
	deny: z.string().default('kazoo').transform(readDenyList),
	concurrency: number(1, 10_000, 48),
	keepDays: number(1, 3_650, 30),
	logLevel: z.enum(LOG_LEVELS).default('info'),
});

/** As given by a program; all of it may be left out. */
export type ServerConfig = z.input<typeof configSchema>;

/** As the server uses it. */
export type ResolvedConfig = z.output<typeof configSchema>;

interface Setting {
	readonly key: keyof ServerConfig;
	readonly flag: string;
	readonly environment: string;
	readonly help: string;
}

const SETTINGS: readonly Setting[] = [
	{ key: 'port', flag: 'port', environment: 'PIVOT_PORT', help: 'port to listen on (8090)' },
	{ key: 'host', flag: 'host', environment: 'PIVOT_HOST', help: 'address to listen on (0.0.0.0: all)' },
	{ key: 'publicUrl', flag: 'public-url', environment: 'PIVOT_PUBLIC_URL', help: 'this server as the switch reaches it; voice URLs are built from it (http://HOST:PORT)' },
	{ key: 'store', flag: 'store', environment: 'PIVOT_STORE', help: 'file that keeps flows and attempts (kazoo-pivot.sqlite)' },
	{ key: 'token', flag: 'token', environment: 'PIVOT_TOKEN', help: 'token shared with n8n; several with commas while one is replaced (made and shown at the first start)' },
	{ key: 'deny', flag: 'deny', environment: 'PIVOT_DENY', help: 'URL hosts the switch refuses: “kazoo”, “none”, or names and networks with commas (kazoo)' },
	{ key: 'concurrency', flag: 'concurrency', environment: 'PIVOT_CONCURRENCY', help: 'calls asked of one n8n at the same time (48)' },
	{ key: 'keepDays', flag: 'keep-days', environment: 'PIVOT_KEEP_DAYS', help: 'days attempts are kept (30)' },
	{ key: 'logLevel', flag: 'log-level', environment: 'PIVOT_LOG_LEVEL', help: `${LOG_LEVELS.join(', ')} (info)` },
];

export type ReadConfig =
	| { readonly kind: 'config'; readonly config: ServerConfig }
	| { readonly kind: 'help'; readonly text: string }
	| { readonly kind: 'wrong'; readonly message: string };

/** Reads flags and environment; a flag wins. Empty variables count as not set. */
export function readConfig(argv: readonly string[], environment: Readonly<Record<string, string | undefined>>): ReadConfig {
	const options = Object.fromEntries(SETTINGS.map(({ flag }) => [flag, { type: 'string' as const }]));
	let flags: Readonly<Record<string, string | boolean | undefined>>;
	try {
		flags = parseArgs({ args: [...argv], options: { ...options, help: { type: 'boolean' } }, strict: true }).values;
	} catch (error) {
		return { kind: 'wrong', message: error instanceof Error ? error.message : String(error) };
	}
	if (flags['help'] === true) return { kind: 'help', text: help() };
	const given = SETTINGS.map(({ key, flag, environment: name }) => [key, flags[flag] ?? environment[name]] as const);
	const config: ServerConfig = Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== ''));
	const parsed = configSchema.safeParse(config);
	if (parsed.success) return { kind: 'config', config };
	return { kind: 'wrong', message: parsed.error.issues.map((issue) => `${settingName(issue.path[0])}: ${issue.message}`).join('\n') };
}

function settingName(key: PropertyKey | undefined): string {
	const setting = SETTINGS.find((candidate) => candidate.key === key);
	return setting ? `--${setting.flag} (${setting.environment})` : String(key);
}

function help(): string {
	const lines = SETTINGS.map(({ flag, environment, help: text }) => `  --${flag.padEnd(14)}${environment.padEnd(20)}${text}`);
	return ['kazoo-pivot serve [options]', '', 'Runs the pivot server. A flag wins over the environment.', '', ...lines, ''].join('\n');
}

function readTokens(text: string, context: z.RefinementCtx): readonly string[] {
	const tokens = text.split(',').map((token) => token.trim()).filter((token) => token !== '');
	if (tokens.length === 0 || tokens.some((token) => !readToken(token))) {
		context.addIssue('A token reads kp_, eight lower-case letters or digits, _, and a secret of 32 letters or digits at least.');
	}
	return tokens;
}

function readDenyList(text: string): DenyList {
	if (text === 'kazoo') return KAZOO_DENY_LIST;
	if (text === 'none') return NO_DENY_LIST;
	const entries = text.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
	const isNetwork = (entry: string) => entry.includes('/') || isIP(entry) !== 0;
	return {
		hosts: entries.filter((entry) => !isNetwork(entry)),
		networks: entries.filter(isNetwork).map((entry) => (entry.includes('/') ? entry : `${entry}/${isIP(entry) === 6 ? 128 : 32}`)),
	};
}
