import { createHash } from 'node:crypto';
import * as z from 'zod/v4';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../pivot/json';
import type { RunningCrossbar } from '../startCrossbar';
import type { Account } from '../store/accountStore';
import { SAMPLE_LOGIN } from '../store/sampleAccount';

/** An answer of the API. */
export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly body: JsonObject;
	readonly data: JsonValue;
	/** `data` of a list; empty for anything else. */
	readonly rows: readonly JsonObject[];
	/** `data` of a document; `{}` for anything else. */
	readonly document: JsonObject;
}

const jsonObject = z.record(z.string(), z.json());

/** Asks once, with a real request. `body` is sent as it is. */
export async function ask(crossbar: RunningCrossbar, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
	const response = await fetch(`${crossbar.url}${path}`, {
		method, headers: { 'content-type': 'application/json', ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const envelope = jsonObject.parse(await response.json());
	const data = envelope['data'] ?? null;
	return {
		status: response.status, headers: response.headers, body: envelope, data,
		rows: Array.isArray(data) ? data.filter(isJsonObject) : [],
		document: isJsonObject(data) ? data : {},
	};
}

/** The hash of a user name and a password, as a client sends it. */
export function credentialsOf(username: string, password: string, algorithm: 'md5' | 'sha1' = 'md5'): string {
	return createHash(algorithm).update(`${username.toLowerCase()}:${password}`).digest('hex');
}

/** What the sample user of the primary account logs in with. */
export function sampleLogin(): JsonObject {
	return { credentials: credentialsOf(SAMPLE_LOGIN.username, SAMPLE_LOGIN.password), account_name: 'acme' };
}

/** Asks for an account with a token: paths are those behind the account, bodies what belongs into `data`. */
export interface AccountClient {
	readonly token: string;
	readonly account: Account;
	readonly get: (path: string) => Promise<Answer>;
	readonly put: (path: string, data: unknown) => Promise<Answer>;
	readonly post: (path: string, data: unknown) => Promise<Answer>;
	readonly patch: (path: string, data: unknown) => Promise<Answer>;
	readonly remove: (path: string) => Promise<Answer>;
}

/** Logs in with the API key of the primary account. */
export async function logIn(crossbar: RunningCrossbar): Promise<AccountClient> {
	const account = crossbar.store.primary;
	const { body } = await ask(crossbar, 'PUT', '/api_auth', { data: { api_key: account.apiKey } });
	const token = textOf(body['auth_token']);
	const send = (method: string) => (path: string, data?: unknown) =>
		ask(crossbar, method, `/accounts/${account.id}${path}`, data === undefined ? undefined : { data }, { 'x-auth-token': token });
	return { token, account, get: send('GET'), put: send('PUT'), post: send('POST'), patch: send('PATCH'), remove: send('DELETE') };
}

/** A text of an answer. Throws where it is none. */
export function textOf(value: JsonValue | undefined): string {
	return z.string().parse(value);
}
