import { requestJson, textAt } from './n8nApi';

/** Who owns every n8n of the harness: it lives for a test or a demo, on loopback. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Olivia',
	lastName: 'Owner',
	password: 'Fr0nt-Desk-Only-Here',
};

/**
 * Sets up the owner of a new n8n and makes an API key with every right an owner may give.
 *
 * @param address n8n's address, such as `http://127.0.0.1:5678`
 * @returns the API key
 */
export async function setUpOwner(address: string): Promise<string> {
	await requestJson('POST', `${address}/rest/owner/setup`, {}, owner);
	const session = await logIn(address);
	const scopes = await session('GET', '/rest/api-keys/scopes');
	const rights = typeof scopes === 'object' && scopes !== null && 'data' in scopes ? scopes.data : [];
	const key = await session('POST', '/rest/api-keys', { label: 'harness', expiresAt: null, scopes: rights });
	return textAt(key, 'data', 'rawApiKey');
}

/** Calls n8n's internal API (`/rest/…`) as the editor does. */
export type Session = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Logs the owner in, for what only the editor's API can do (test runs, pinned data). */
export async function logIn(address: string): Promise<Session> {
	const response = await fetch(`${address}/rest/login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ emailOrLdapLoginId: owner.email, password: owner.password }),
		signal: AbortSignal.timeout(30_000),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`n8n refused the login with ${response.status}: ${text.slice(0, 500)}`);
	const cookie = response.headers
		.getSetCookie()
		.map((one) => one.split(';')[0])
		.join('; ');
	return (method, path, body) => requestJson(method, `${address}${path}`, { cookie, 'push-ref': 'harness' }, body);
}
