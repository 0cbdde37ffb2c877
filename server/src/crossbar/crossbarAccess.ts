import { listDescendants, readAccount, type Account } from '../../../crossbar/accounts';
import { baseUrlOf } from '../../../crossbar/address';
import { CrossbarError } from '../../../crossbar/crossbarError';
import { DIALECTS, type DialectId } from '../../../crossbar/dialects';
import type { AccountName, CrossbarLogin } from '../../../crossbar/login';
import { createCrossbar, type Crossbar } from '../../../crossbar/session';
import { undiciTransport } from './undiciTransport';

/** How the switch's API is reached, and which account is meant. */
export interface CrossbarAccess {
	/** Ends in `/v2`. */
	readonly baseUrl: string;
	readonly login: CrossbarLogin;
	readonly dialect: DialectId;
	/** Id, name or realm of the account to work on; undefined: the login's own. */
	readonly account: string | undefined;
}

/** Options of `parseArgs` for {@link readCrossbarAccess}. */
export const CROSSBAR_OPTIONS = {
	'kazoo-url': { type: 'string' },
	'kazoo-account': { type: 'string' },
	'kazoo-user': { type: 'string' },
	'kazoo-password': { type: 'string' },
	'kazoo-api-key': { type: 'string' },
	'kazoo-token': { type: 'string' },
	'kazoo-dialect': { type: 'string' },
	account: { type: 'string' },
} as const;

/** Their lines in a command's help. */
export const CROSSBAR_HELP = `  --kazoo-url URL          the switch's API, such as https://api.example.com:8443/v2 (KAZOO_URL)
  --kazoo-user NAME, --kazoo-password WORD
                           who asks it (KAZOO_USER, KAZOO_PASSWORD), together with …
  --kazoo-account NAME     … name, realm or a number of the user's account (KAZOO_ACCOUNT)
  --kazoo-api-key KEY      or the key of an account (KAZOO_API_KEY)
  --kazoo-token TOKEN      or a token fetched before (KAZOO_TOKEN)
  --kazoo-dialect NAME     ${Object.keys(DIALECTS).join(', ')} (KAZOO_DIALECT; by the URL, else kazoo)
  --account ACCOUNT        the account meant: id, name or realm of a sub-account (the login's own)
`;

/** Something in the settings keeps the switch from being asked; the message says which, as a sentence. */
export class CrossbarNotSet extends Error {
	override readonly name = 'CrossbarNotSet';
}

type Texts = Readonly<Record<string, string | boolean | undefined>>;

/**
 * Reads flags and environment; a flag wins. Of several ways to say who asks, a token wins over a key, a key over a user.
 *
 * @throws CrossbarNotSet with a sentence where something is missing or wrong
 */
export function readCrossbarAccess(flags: Texts, environment: Texts): CrossbarAccess {
	const read = (name: string): string | undefined => {
		const value = flags[name.toLowerCase().replaceAll('_', '-')] ?? environment[name];
		return typeof value === 'string' && value !== '' ? value : undefined;
	};
	const url = read('KAZOO_URL');
	if (url === undefined) throw new CrossbarNotSet('KAZOO_URL (--kazoo-url) is not set.');
	const baseUrl = settingOf(() => baseUrlOf(url));
	const login = loginOf(read);
	const { account } = flags;
	const own = login.kind === 'password' ? undefined : read('KAZOO_ACCOUNT');
	return { baseUrl, login, dialect: dialectOf(read('KAZOO_DIALECT'), baseUrl), account: typeof account === 'string' ? account : own };
}

/** @param timeoutMs for each exchange */
export function openCrossbar({ baseUrl, login, dialect }: CrossbarAccess, timeoutMs?: number): Crossbar {
	return createCrossbar({ transport: undiciTransport(baseUrl, timeoutMs), login, dialect, now: Date.now });
}

/**
 * The account meant.
 *
 * @throws CrossbarError, or Error with a sentence, where there is none, or more than one, of this name
 */
export async function accountOf(crossbar: Crossbar, { account }: Pick<CrossbarAccess, 'account'>): Promise<Account> {
	if (account !== undefined && ACCOUNT_ID.test(account)) return await readAccount(crossbar, account);
	const { accountId } = await crossbar.identity();
	if (accountId === undefined) throw new Error('The switch does not say which account this login belongs to: give its id with --account.');
	const own = await readAccount(crossbar, accountId);
	if (account === undefined || isCalled(own, account)) return own;
	const named = (await listDescendants(crossbar, own.id)).filter((descendant) => isCalled(descendant, account));
	const [only] = named;
	if (!only) throw new Error(`Neither “${own.name}” nor an account below it is called “${account}”.`);
	if (named.length > 1) throw new Error(`${named.length} accounts are called “${account}”: give the id of one with --account (${named.map(({ id }) => id).join(', ')}).`);
	return only;
}

const ACCOUNT_ID = /^[0-9a-f]{32}$/;

function isCalled({ name, realm }: Account, wanted: string): boolean {
	return [name, realm].some((known) => known?.toLowerCase() === wanted.toLowerCase());
}

function loginOf(read: (name: string) => string | undefined): CrossbarLogin {
	const token = read('KAZOO_TOKEN');
	if (token !== undefined) return { kind: 'token', token };
	const apiKey = read('KAZOO_API_KEY');
	if (apiKey !== undefined) return { kind: 'api-key', apiKey };
	const [username, password, account] = [read('KAZOO_USER'), read('KAZOO_PASSWORD'), read('KAZOO_ACCOUNT')];
	if (username === undefined && password === undefined) {
		throw new CrossbarNotSet('Say who asks the switch: set KAZOO_USER, KAZOO_PASSWORD and KAZOO_ACCOUNT, or KAZOO_API_KEY, or KAZOO_TOKEN.');
	}
	if (username === undefined) throw new CrossbarNotSet('KAZOO_PASSWORD is set, KAZOO_USER is not.');
	if (password === undefined) throw new CrossbarNotSet('KAZOO_USER is set, KAZOO_PASSWORD is not.');
	if (account === undefined) throw new CrossbarNotSet('KAZOO_USER is set, KAZOO_ACCOUNT is not: the switch wants the name or realm of the user’s account.');
	if (ACCOUNT_ID.test(account)) throw new CrossbarNotSet('KAZOO_ACCOUNT holds an id, and a user logs in with the name or realm of the account: put that there, and the id behind --account.');
	return { kind: 'password', username, password, account: accountName(account) };
}

function accountName(text: string): AccountName {
	if (/^\+\d+$/.test(text)) return { phoneNumber: text };
	return /^[^\s.]+(\.[^\s.]+)+$/.test(text) ? { realm: text } : { name: text };
}

function dialectOf(given: string | undefined, baseUrl: string): DialectId {
	const known = Object.values(DIALECTS);
	const wanted = given === undefined ? known.find(({ baseUrls }) => baseUrls.includes(baseUrl)) : known.find(({ id }) => id === given);
	if (given !== undefined && !wanted) throw new CrossbarNotSet(`KAZOO_DIALECT is one of ${known.map(({ id }) => id).join(', ')}; “${given}” is not.`);
	return wanted?.id ?? 'kazoo';
}

function settingOf<Value>(read: () => Value): Value {
	try {
		return read();
	} catch (error) {
		throw error instanceof CrossbarError ? new CrossbarNotSet(error.message) : error;
	}
}
