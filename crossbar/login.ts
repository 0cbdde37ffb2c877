import { createHash } from 'crypto';
import { isJsonObject, type JsonObject } from '../pivot/json';
import { readNumber } from '../pivot/time/gregorian';
import { pathOf } from './address';
import { CrossbarError } from './crossbarError';
import type { CrossbarRequest } from './transport';

/** How we say who we are. */
export type CrossbarLogin = PasswordLogin | ApiKeyLogin | TokenLogin | TransportLogin;

export interface PasswordLogin {
	readonly kind: 'password';
	readonly username: string;
	readonly password: string;
	readonly account: AccountName;
	/** What the switch stores of passwords. Default `md5`. */
	readonly hash?: 'md5' | 'sha';
}

/** One of the three ways to name the account of a user. */
export type AccountName = { readonly name: string } | { readonly realm: string } | { readonly phoneNumber: string };

export interface ApiKeyLogin {
	readonly kind: 'api-key';
	readonly apiKey: string;
}

/** A token somebody fetched; it cannot be renewed. */
export interface TokenLogin {
	readonly kind: 'token';
	readonly token: string;
}

/** The transport itself says who we are, as n8n's does: no token is fetched, sent or renewed here. */
export interface TransportLogin {
	readonly kind: 'transport';
}

export interface CrossbarToken {
	readonly token: string;
	/** When it ends, Unix ms. */
	readonly expiresAt: number;
	readonly identity: Identity;
}

/** Who a token belongs to, as far as the switch said. */
export interface Identity {
	readonly accountId?: string;
	readonly accountName?: string;
	readonly ownerId?: string;
	readonly resellerId?: string;
	readonly isReseller?: boolean;
}

/** Assumed of a token that does not say itself: the switch's default (reference "kazoo-pivot" §11.1). */
export const DEFAULT_TOKEN_LIFETIME_MS = 3_600_000;

/** The request that fetches a token; none for a given token or a transport that authenticates. Throws `crossbar.setting` for missing fields. */
export function loginRequest(login: CrossbarLogin): CrossbarRequest | undefined {
	if (login.kind === 'password') {
		return { method: 'PUT', path: pathOf('user_auth'), body: { data: passwordData(login) } };
	}
	if (login.kind === 'api-key') {
		const apiKey = required(login.apiKey, 'The API key');
		return { method: 'PUT', path: pathOf('api_auth'), body: { data: { api_key: apiKey } } };
	}
	return undefined;
}

/** `username:password` with the user name in lower case, as hex digest (reference "kazoo-pivot" §11.1). */
export function hashCredentials(username: string, password: string, hash: 'md5' | 'sha' = 'md5'): string {
	return createHash(hash === 'sha' ? 'sha1' : 'md5').update(`${username.toLowerCase()}:${password}`, 'utf8').digest('hex');
}

/**
 * Reads the answer to {@link loginRequest}. `now` in Unix ms.
 *
 * Throws `crossbar.not-crossbar` where it holds no token.
 */
export function readLoginAnswer(body: unknown, now: number): CrossbarToken {
	const envelope: JsonObject = isJsonObject(body) ? body : {};
	const token = envelope['auth_token'];
	if (typeof token !== 'string' || token === '') {
		const check = 'Check that the base URL is that of its API, such as https://api.example.com:8443/v2.';
		throw new CrossbarError('crossbar.not-crossbar', `The switch took the login and sent no token. ${check}`);
	}
	return tokenOf(token, now, readIdentity(envelope['data']));
}

/** What is known of a token: what the switch said with it, and what the token itself says. */
export function tokenOf(token: string, now: number, said: Identity = {}): CrossbarToken {
	const claims = readClaims(token);
	const ends = readNumber(claims['exp']);
	return {
		token,
		expiresAt: ends === undefined ? now + DEFAULT_TOKEN_LIFETIME_MS : ends * 1000,
		identity: { ...readIdentity(claims), ...said },
	};
}

/** What the `data` of a login, of `GET /user_auth/{token}` or the claims of a token say. */
export function readIdentity(data: unknown): Identity {
	if (!isJsonObject(data)) return {};
	const text = (key: string) => (typeof data[key] === 'string' && data[key] !== '' ? data[key] : undefined);
	const accountId = text('account_id');
	const accountName = text('account_name');
	const ownerId = text('owner_id');
	const resellerId = text('reseller_id');
	const isReseller = data['is_reseller'];
	return {
		...(accountId === undefined ? {} : { accountId }),
		...(accountName === undefined ? {} : { accountName }),
		...(ownerId === undefined ? {} : { ownerId }),
		...(resellerId === undefined ? {} : { resellerId }),
		...(typeof isReseller === 'boolean' ? { isReseller } : {}),
	};
}

/** The claims of a JWT, unchecked: the switch checks them. None for an opaque token. */
function readClaims(token: string): JsonObject {
	const part = token.split('.')[1];
	if (part === undefined) return {};
	try {
		const claims: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
		return isJsonObject(claims) ? claims : {};
	} catch {
		return {};
	}
}

function passwordData({ username, password, account, hash }: PasswordLogin): JsonObject {
	const credentials = hashCredentials(required(username, 'The user name'), required(password, 'The password'), hash);
	return { credentials, ...accountData(account), ...(hash === 'sha' ? { method: 'sha' } : {}) };
}

function accountData(account: AccountName): JsonObject {
	if ('realm' in account) return { account_realm: required(account.realm, 'The account’s realm') };
	if ('phoneNumber' in account) return { phone_number: required(account.phoneNumber, 'The account’s phone number') };
	return { account_name: required(account.name, 'The account’s name') };
}

function required(value: string, what: string): string {
	if (value.trim() === '') throw new CrossbarError('crossbar.setting', `${what} is missing. Fill it in.`);
	return value;
}
