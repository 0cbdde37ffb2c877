import { randomBytes } from 'crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { PAIRING_HEADERS } from '../../pivot/pairing/headers';
import { sign } from '../../pivot/pairing/signature';
import { credentialToken } from './tokens';

/**
 * Signs a request to the pivot server with the credential's token.
 *
 * @param request its body must be text already: what is signed are the bytes that are sent
 * @param now Unix ms
 * @throws Error with a sentence when the credential holds no token of a pivot server
 */
export function signRequest(credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions, now: number): IHttpRequestOptions {
	const token = credentialToken(credentials);
	const { pathname, search } = new URL(request.url, request.baseURL);
	const timestamp = Math.floor(now / 1000);
	const nonce = randomBytes(16).toString('hex');
	const signature = sign(token.key, {
		purpose: 'api',
		method: request.method ?? 'GET',
		path: pathname + search,
		id: nonce,
		timestamp,
		body: typeof request.body === 'string' ? request.body : '',
	});
	return {
		...request,
		headers: {
			...request.headers,
			[PAIRING_HEADERS.token]: token.id,
			[PAIRING_HEADERS.timestamp]: String(timestamp),
			[PAIRING_HEADERS.nonce]: nonce,
			[PAIRING_HEADERS.signature]: signature,
		},
	};
}
