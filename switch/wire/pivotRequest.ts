import { encodeForm } from './encodeForm';
import { encodeJson } from './encodeJson';
import type { ExchangeRequest } from './exchange';
import { hostHeader, httpAddress, type HttpAddress } from './httpAddress';
import { pivotUrl } from './pivotUrl';

/** A request ready to be sent, and to be sent elsewhere after a redirect. */
export interface PivotRequest {
	readonly method: 'GET' | 'POST';
	readonly address: HttpAddress;
	/** Stays set when a POST is redirected as GET. */
	readonly contentType?: string;
	readonly body: string;
	/** Names in lower case. */
	readonly headers: readonly (readonly [name: string, value: string])[];
}

/** What the switch asks first; undefined where its client refuses the URL. */
export function pivotRequest(request: ExchangeRequest, strictUrls: boolean): PivotRequest | undefined {
	const isGet = request.method === 'get';
	const url = isGet ? pivotUrl(request.url, encodeForm(request.parameters)) : request.url;
	const address = url === undefined ? undefined : httpAddress(url, strictUrls);
	if (!address) return undefined;
	const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
	if (isGet) return { method: 'GET', address, body: '', headers };
	const isJson = request.bodyFormat === 'json';
	return {
		method: 'POST',
		address,
		contentType: isJson ? 'application/json' : 'application/x-www-form-urlencoded',
		body: isJson ? encodeJson(request.parameters) : encodeForm(request.parameters),
		headers,
	};
}

/** A request byte for byte (reference "kazoo-pivot" §4.1, captures of `requests.json`). */
export function requestBytes({ method, address, contentType, body, headers }: PivotRequest): Uint8Array {
	const bytes = Buffer.from(method === 'POST' ? body : '', 'utf8');
	const credentials = basicCredentials(address.userInfo);
	const lines = [
		`${method} ${address.target} HTTP/1.1`,
		...(contentType === undefined ? [] : [`content-type: ${contentType}`]),
		`content-length: ${bytes.length}`,
		'te: ',
		`host: ${hostHeader(address)}`,
		...(credentials === undefined ? [] : [`authorization: Basic ${credentials}`]),
		'connection: keep-alive',
		...headers.map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}`),
	];
	return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8'), bytes]);
}

/** One or two words around a colon are credentials; more are none. */
function basicCredentials(userInfo: string): string | undefined {
	const words = userInfo.split(':').filter((word) => word !== '');
	if (words.length === 0 || words.length > 2) return undefined;
	return Buffer.from(`${words[0] ?? ''}:${words[1] ?? ''}`, 'utf8').toString('base64');
}
