import type { SwitchVersion } from '../../pivot/switchVersion';
import { httpAddress, type HttpAddress } from './httpAddress';
import type { PivotRequest } from './pivotRequest';

/** Redirects the switch's client follows; the one after these is delivered as the answer. */
export const MAX_REDIRECTS = 5;

/**
 * How a redirect is followed, by the line of the switch (reference "kazoo-pivot" §4.3; captures http-302-get,
 * http-307-post and http-308-get, which are master's).
 *
 * @returns the method of the next request; undefined where the answer is delivered as it is
 */
export function redirectMethod(version: SwitchVersion, method: 'GET' | 'POST', status: number): 'GET' | 'POST' | undefined {
	if (status === 300) return method;
	if (status === 303) return 'GET';
	if (status === 308) return version === 'K5' ? method : undefined;
	if (![301, 302, 307].includes(status)) return undefined;
	if (method === 'GET') return 'GET';
	if (version === '4.3') return undefined;
	return status === 307 ? 'POST' : 'GET';
}

/** The request after a redirect. The new place replaces the old one with its query; the parameters are not added again. */
export function redirected(request: PivotRequest, method: 'GET' | 'POST', location: string): PivotRequest | undefined {
	const address = resolve(request.address, location);
	return address && { ...request, method, address: { ...address, userInfo: request.address.userInfo } };
}

function resolve(from: HttpAddress, location: string): HttpAddress | undefined {
	const place = location.split('#', 1)[0] ?? '';
	if (/[^\u0021-\u007E]/.test(place)) return undefined;
	if (/^[A-Za-z][A-Za-z0-9+\-.]*:/.test(place)) return httpAddress(place);
	if (place.startsWith('//')) return httpAddress(`${from.secure ? 'https' : 'http'}:${place}`);
	if (place.startsWith('/')) return { ...from, target: place };
	const path = from.target.split('?', 1)[0] ?? '/';
	return { ...from, target: path.slice(0, path.lastIndexOf('/') + 1) + place };
}
