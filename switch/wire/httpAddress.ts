/** Where a request goes and what it asks for, as the switch's HTTP client understands a URL. */
export interface HttpAddress {
	readonly secure: boolean;
	readonly host: string;
	readonly port: number;
	/** What stands before the `@`, undecoded; empty where there is none. */
	readonly userInfo: string;
	/** Path and query as they go on the request line. */
	readonly target: string;
}

/** Characters that a URL may hold; newer clients insist on it (reference "kazoo-pivot" §4.4). */
const STRICT_URL = /^[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*$/;

/**
 * Takes a URL apart as `httpc` does: the fragment is dropped, everything else stays as written.
 *
 * @param strictUrls refuse what RFC 3986 does not allow, raw brackets for one, as newer clients do
 * @returns undefined for what the client refuses
 */
export function httpAddress(url: string, strictUrls = false): HttpAddress | undefined {
	const [, scheme, authority = '', path = '', query = ''] = /^(https?):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/i.exec(url) ?? [];
	if (scheme === undefined) return undefined;
	if (strictUrls && !STRICT_URL.test(url.replace(authority, authority.replace(/[[\]]/g, '')))) return undefined;
	const at = authority.indexOf('@');
	const place = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(authority.slice(at + 1));
	const host = place?.[1]?.replace(/^\[|\]$/g, '');
	const secure = scheme.toLowerCase() === 'https';
	const port = place?.[2] === undefined ? (secure ? 443 : 80) : Number(place[2]);
	if (!host || port > 65_535) return undefined;
	return { secure, host, port, userInfo: at < 0 ? '' : authority.slice(0, at), target: (path || '/') + query };
}

/** Requests to the same place may share a connection. */
export function originOf(address: HttpAddress): string {
	return `${address.secure ? 'https' : 'http'}://${hostHeader(address)}`;
}

/** The `host` header: with the port where it is not the usual one. */
export function hostHeader({ secure, host, port }: HttpAddress): string {
	return port === (secure ? 443 : 80) ? host : `${host}:${port}`;
}
