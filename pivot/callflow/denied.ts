import type { DenyList } from './denyList';

/** The parts of a URL the switch looks at before it agrees to call it. */
export interface ClientUrl {
	/** As written; the switch accepts `http` and `https` in lower case only. */
	readonly scheme: string;
	/** As written, without port. Empty where the URL names no host. */
	readonly host: string;
}

/**
 * Splits a URL as the switch does (KAZOO's `kz_http_util:urlsplit`), which is not how a browser does it: the host ends at
 * the first `:`, `/`, `?` or `#`. So `http://bob:secret@localhost/` has the host `bob`, and `http://[::1]/` the host `[`.
 *
 * @returns undefined where the switch's own splitter fails: a user name without a colon after it
 */
export function splitClientUrl(url: string): ClientUrl | undefined {
	const scheme = /^([A-Za-z0-9+.-]*):/.exec(url)?.[1] ?? '';
	const rest = url.slice(scheme === '' && !url.startsWith(':') ? 0 : scheme.length + 1);
	if (!rest.startsWith('//')) return { scheme, host: '' };
	const host = hostOf(rest.slice(2));
	return host === undefined ? undefined : { scheme, host };
}

function hostOf(text: string): string | undefined {
	let location = text;
	for (;;) {
		const end = /[/?#:@]/.exec(location);
		if (!end) return location;
		if (end[0] !== '@') return location.slice(0, end.index);
		const colon = location.indexOf(':', end.index);
		if (colon < 0) return undefined;
		location = location.slice(colon + 1);
	}
}

/**
 * The entry of the deny list that keeps the switch from calling this URL, or undefined when it may. Nothing is resolved
 * (reference "kazoo-pivot" §2.3): a host name is compared with the names, in lower case and letter by letter (`localhost.`
 * is another name than `localhost`), an address with the networks. `0x7f.0.0.1` is an address, `127.1` and `2130706433`
 * are names to the switch.
 *
 * One deviation: the switch never sees the address in `http://[::1]/` (see {@link splitClientUrl}); where a list names IPv6
 * networks it is taken at its word here.
 */
export function deniedBy(url: string, list: DenyList): string | undefined {
	const host = splitClientUrl(url)?.host;
	if (host === undefined) return undefined;
	const address = parseAddress(host.startsWith('[') ? (/\[([^\]/?#]*)\]/.exec(url)?.[1] ?? '') : host);
	if (!address) return list.hosts.find((name) => name === host.toLowerCase());
	return list.networks.find((network) => contains(network, address));
}

/** Bytes of an address: 4 or 16. */
type Address = readonly number[];

/** A network with bits set behind its prefix, such as `10.0.0.5/8`, is none to the switch and contains nothing. */
function contains(network: string, address: Address): boolean {
	const [base = '', bits, ...more] = network.split('/');
	const start = parseAddress(base);
	if (!start || start.length !== address.length || more.length > 0) return false;
	const length = bits === undefined ? start.length * 8 : /^\d+$/.test(bits) ? Number(bits) : NaN;
	if (!(length <= start.length * 8)) return false;
	return start.every((byte, index) => {
		const mask = 0xff & ~(0xff >> Math.min(8, Math.max(0, length - index * 8)));
		return (byte & mask) === byte && ((address[index] ?? 0) & mask) === byte;
	});
}

function parseAddress(text: string): Address | undefined {
	return parseIpv4(text) ?? parseIpv6(text);
}

/** Four parts, each decimal, octal (`0177`) or hexadecimal (`0x7f`), as the switch's platform reads them. */
function parseIpv4(text: string): Address | undefined {
	const parts = text.split('.');
	if (parts.length !== 4) return undefined;
	const bytes = parts.map((part) => {
		if (/^0x[0-9a-f]+$/i.test(part)) return parseInt(part, 16);
		if (/^0[0-7]*$/.test(part)) return parseInt(part, 8);
		return /^[1-9]\d*$/.test(part) ? parseInt(part, 10) : NaN;
	});
	return bytes.every((byte) => byte <= 255) ? bytes : undefined;
}

function parseIpv6(text: string): Address | undefined {
	const halves = text.split('::');
	if (!text.includes(':') || halves.length > 2) return undefined;
	const [head, tail] = halves.map(ipv6Bytes);
	if (!head) return undefined;
	if (halves.length === 1) return head.length === 16 ? head : undefined;
	if (!tail || head.length + tail.length > 14) return undefined;
	return [...head, ...Array<number>(16 - head.length - tail.length).fill(0), ...tail];
}

function ipv6Bytes(half: string): Address | undefined {
	if (half === '') return [];
	const groups = half.split(':');
	const bytes = groups.map((group, index): Address | undefined => {
		if (index === groups.length - 1 && group.includes('.')) return parseIpv4(group);
		if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
		const value = parseInt(group, 16);
		return [value >> 8, value & 0xff];
	});
	return bytes.every((group) => group !== undefined) ? bytes.flat() : undefined;
}
