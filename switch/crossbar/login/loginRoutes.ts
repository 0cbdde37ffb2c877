import type { JsonObject } from '../../../pivot/json';
import { apiKeySchema, loginSchema } from '../documents/documentSchemas';
import { badIdentifier, invalidCredentials, validationFault } from '../http/apiFault';
import { paramOf, type ApiReply } from '../http/exchange';
import type { Route } from '../http/routes';
import { dataOf, validated } from '../http/validated';
import type { CrossbarHouse } from '../house';
import { normalizeNumber } from '../normalizeNumber';
import type { Account, AccountStore } from '../store/accountStore';
import { textsIn } from '../store/virtualAccountOf';
import type { TokenIdentity } from './tokens';

/** Getting a token, asking whose it is, giving it back (reference "kazoo-pivot" §11.1). */
export function loginRoutes(house: CrossbarHouse): readonly Route[] {
	return [
		{
			method: 'PUT', pattern: 'user_auth', access: 'open',
			handle(request) {
				const login = validated(loginSchema, dataOf(request));
				const account = accountNamed(house, login);
				const user = house.store.documents(account.id, 'users').find(({ credentials, fields }) =>
					credentials?.[login.method] === login.credentials && fields['enabled'] !== false);
				if (user === undefined) throw invalidCredentials();
				return tokenReply(house, { accountId: account.id, ownerId: user.id, method: 'cb_user_auth' });
			},
		},
		{
			method: 'PUT', pattern: 'api_auth', access: 'open',
			handle(request) {
				const { api_key: apiKey } = validated(apiKeySchema, dataOf(request));
				const account = house.store.accounts().find((one) => one.apiKey === apiKey);
				if (account === undefined) throw invalidCredentials();
				return tokenReply(house, { accountId: account.id, method: 'cb_api_auth' });
			},
		},
		{
			method: 'GET', pattern: 'user_auth/{token}', access: 'token',
			handle(request, { identity, token }) {
				if (paramOf(request, 'token') !== token) throw badIdentifier(paramOf(request, 'token'));
				return { data: { ...identityData(house, identity), id: token, method: identity.method } };
			},
		},
		{
			method: 'GET', pattern: 'token_auth', access: 'token',
			handle: (_request, { identity, token }) => ({ data: { ...identityData(house, identity), id: token, method: identity.method } }),
		},
		{
			method: 'DELETE', pattern: 'token_auth', access: 'token',
			handle(_request, { token }) {
				house.tokens.takeBack(token);
				return { data: {} };
			},
		},
	];
}

interface Login {
	readonly account_name?: string | undefined;
	readonly account_realm?: string | undefined;
	readonly phone_number?: string | undefined;
}

function accountNamed({ store }: CrossbarHouse, { account_name: name, account_realm: realm, phone_number: number }: Login): Account {
	const accounts = store.accounts();
	const found = (field: string, cause: string, account: Account | undefined): Account => {
		if (account !== undefined) return account;
		throw validationFault({ [field]: { not_found: { message: `The provided ${field.replace('_', ' ')} could not be found`, cause } } });
	};
	if (number !== undefined) {
		const normalized = normalizeNumber(number);
		return found('phone_number', number, accounts.find((account) =>
			store.documents(account.id, 'callflows').some(({ fields }) => textsIn(fields, 'numbers').includes(normalized))));
	}
	if (realm !== undefined) return found('account_realm', realm, accounts.find((account) => account.realm === realm.toLowerCase()));
	if (name !== undefined) return found('account_name', name, accounts.find((account) => alphanumeric(account.name) === alphanumeric(name)));
	throw validationFault({ account_name: { required: { message: 'Name the account: account_name, account_realm or phone_number' } } });
}

/** The switch compares names of accounts in lower case and without anything but letters and digits. */
function alphanumeric(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function tokenReply(house: CrossbarHouse, identity: TokenIdentity): ApiReply {
	return { data: identityData(house, identity), authToken: house.tokens.issue(identity) };
}

function identityData({ store }: CrossbarHouse, { accountId, ownerId }: TokenIdentity): JsonObject {
	const account = store.account(accountId);
	if (account === undefined) throw badIdentifier(accountId);
	return {
		account_id: account.id,
		account_name: account.name,
		...(ownerId === undefined ? {} : { owner_id: ownerId }),
		is_reseller: account.isReseller,
		reseller_id: resellerOf(store, account),
		language: account.language,
		apps: [],
	};
}

/** The nearest account above that is a reseller; the topmost one where none is. */
export function resellerOf(store: AccountStore, account: Account): string {
	const nearest = account.tree.findLast((id) => store.account(id)?.isReseller === true);
	return nearest ?? account.tree[0] ?? account.id;
}
