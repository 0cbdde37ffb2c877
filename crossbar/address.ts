import { CrossbarError } from './crossbarError';

/**
 * A path from its segments, each encoded: call ids hold `@` and sometimes `/`, `;` or `:` (reference "kazoo-pivot" §11.4).
 *
 * Throws `crossbar.bad-id` for a segment that would lead elsewhere: an empty one, `.` or `..`.
 *
 * @example pathOf('accounts', accountId, 'pivot', 'debug', '7f3a@10.1.2.3') // '/accounts/…/pivot/debug/7f3a%4010.1.2.3'
 */
export function pathOf(...segments: readonly string[]): string {
	return segments.map((segment) => `/${encodeSegment(segment)}`).join('');
}

function encodeSegment(segment: string): string {
	if (segment.trim() === '' || segment === '.' || segment === '..') {
		throw new CrossbarError('crossbar.bad-id', `“${segment}” cannot be an id on the switch. Give the id as the switch shows it.`);
	}
	if (/\p{Surrogate}/u.test(segment)) {
		throw new CrossbarError('crossbar.bad-id', 'An id holds half a character and cannot be sent to the switch. Copy it again.');
	}
	return encodeURIComponent(segment);
}

/**
 * The base URL as the transports need it: with `/v2` at its end and nothing after it. Takes it with or without `/v2`, with a
 * slash at the end, or without a scheme (`https` then).
 *
 * Throws `crossbar.setting` for what is no http or https URL.
 */
export function baseUrlOf(given: string): string {
	const text = given.trim();
	const refused = new CrossbarError('crossbar.setting', `“${given}” is not the URL of a switch’s API. It looks like https://api.example.com:8443/v2.`);
	const complete = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
	const url = URL.canParse(complete) ? new URL(complete) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || url.search !== '' || url.hash !== '') throw refused;
	const path = url.pathname.replace(/\/+$/, '');
	return `${url.origin}${/\/v\d+$/.test(path) ? path : `${path}/v2`}`;
}
