import { isJsonObject, type JsonValue } from '../pivot/json';
import { pathOf } from './address';
import { CrossbarError } from './crossbarError';
import { readPages } from './paging';
import { textIn, textsIn } from './readRow';
import type { Crossbar } from './session';

export interface Account {
	readonly id: string;
	/** Its id where it has no name. */
	readonly name: string;
	readonly realm?: string;
	/** Accounts above it, the topmost first, where the list says. */
	readonly ancestors: readonly string[];
}

/** One account: the login's own or a descendant of it. Rejects with a `CrossbarError`. */
export async function readAccount(crossbar: Crossbar, accountId: string): Promise<Account> {
	const { data } = await crossbar.call({ method: 'GET', path: pathOf('accounts', accountId) });
	const account = accountOf(data, accountId);
	if (!account) throw new CrossbarError('crossbar.not-crossbar', 'The switch answered without an account. Check the base URL of its API.');
	return account;
}

/** All accounts below one, by name. None for an account that is no reseller's. Rejects with a `CrossbarError`. */
export async function listDescendants(crossbar: Crossbar, accountId: string): Promise<Account[]> {
	const { items } = await readPages(crossbar, { method: 'GET', path: pathOf('accounts', accountId, 'descendants') });
	return items.map((item) => accountOf(item, '')).filter((account) => account !== undefined)
		.sort((one, other) => one.name.localeCompare(other.name));
}

function accountOf(data: JsonValue, askedFor: string): Account | undefined {
	if (!isJsonObject(data)) return undefined;
	const id = textIn(data, 'id') || askedFor;
	if (id === '') return undefined;
	const realm = textIn(data, 'realm');
	return { id, name: textIn(data, 'name') || id, ...(realm === '' ? {} : { realm }), ancestors: textsIn(data, 'tree') };
}
