/**
 * The URL of a GET pivot: the `voice_url` taken apart, the parameters appended to its query, and put together again the
 * way the switch does it (`kz_http_util` urlsplit and urlunsplit; reference "kazoo-pivot" §4.2 and §4.5). An existing
 * query stays in front; a fragment ends up behind, and an unencoded `#` in a name makes one.
 *
 * Taking apart stumbles over a colon that no port follows: the password of `http://bob:s3cret@h/x` loses it, and so
 * does an IPv6 address.
 *
 * @returns undefined where the switch's process fails over the URL: a user without a password, and no colon after it
 */
export function pivotUrl(voiceUrl: string, query: string): string | undefined {
	const scheme = /^([A-Za-z0-9+\-.]*):/.exec(voiceUrl);
	const rest = scheme ? voiceUrl.slice(scheme[0].length) : voiceUrl;
	const place = rest.startsWith('//') ? location(rest.slice(2)) : '';
	if (place === undefined) return undefined;
	const [, path = '', own = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(afterLocation(rest)) ?? [];
	const whole = own === '' ? query : `${own}&${query}`;
	const start = scheme?.[1] ? `${scheme[1]}://` : '';
	return start + place + path + (whole && `?${whole}`) + (fragment && `#${fragment}`);
}

function afterLocation(rest: string): string {
	if (!rest.startsWith('//')) return rest;
	return rest.slice(2 + authorityOf(rest.slice(2)).length);
}

function location(rest: string): string | undefined {
	const authority = authorityOf(rest);
	const at = authority.indexOf('@');
	const colon = authority.indexOf(':');
	if (at >= 0 && (colon < 0 || at < colon)) return colon < 0 ? undefined : authority;
	if (colon < 0) return authority;
	const port = /^\d+/.exec(authority.slice(colon + 1))?.[0];
	const host = authority.slice(0, colon);
	if (port === undefined) return host + authority.slice(colon + 1);
	return `${host}:${BigInt(port)}${authority.slice(colon + 1 + port.length)}`;
}

function authorityOf(rest: string): string {
	return /^[^/?#]*/.exec(rest)?.[0] ?? '';
}
