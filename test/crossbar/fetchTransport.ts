import type { CrossbarTransport } from '../../crossbar/transport';

/** A switch's API over real HTTP; `baseUrl` ends in `/v2`. Bodies stay text where they are no JSON. */
export function fetchTransport(baseUrl: string): CrossbarTransport {
	return async ({ method, path, query = {}, headers = {}, body }) => {
		const search = new URLSearchParams(query).toString();
		const response = await fetch(`${baseUrl}${path}${search === '' ? '' : `?${search}`}`, {
			method, redirect: 'manual',
			headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
	};
}
