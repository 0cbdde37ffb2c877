import type { Request } from 'express';
import { PAIRING_HEADERS } from '../../../pivot/pairing/headers';
import { verify, type Token } from '../../../pivot/pairing/signature';
import type { TokenRegister } from '../tokens/tokenRegister';
import { acceptedUntil, type Nonces } from './nonces';
import { Refusal } from './refusal';

const NONCE = /^[\w-]{16,128}$/;

/**
 * Finds out who signed a request, in this order: headers, token, signature, clock, nonce.
 *
 * @param body as it stood on the wire
 * @throws Refusal 401, each reason with its own code
 */
export function authenticate(request: Request, body: Buffer, tokens: Pick<TokenRegister, 'accepted'>, nonces: Nonces): Token {
	const tokenId = request.get(PAIRING_HEADERS.token);
	const nonce = request.get(PAIRING_HEADERS.nonce);
	const timestamp = Number(request.get(PAIRING_HEADERS.timestamp));
	const signature = request.get(PAIRING_HEADERS.signature);
	if (tokenId === undefined || nonce === undefined || signature === undefined) {
		throw new Refusal(401, 'signature.missing', 'Requests to this API are signed with the token of the pivot server.');
	}
	if (!NONCE.test(nonce) || !Number.isSafeInteger(timestamp)) {
		throw new Refusal(401, 'signature.unreadable', 'The nonce must be 16 to 128 letters and digits, the timestamp Unix seconds.');
	}
	const token = tokens.accepted(tokenId);
	if (!token) {
		throw new Refusal(401, 'token.unknown', 'This pivot server does not accept the token of the credential: copy it again from what the server printed at its first start, or from PIVOT_TOKEN.');
	}
	const message = { purpose: 'api' as const, method: request.method, path: request.originalUrl, id: nonce, timestamp, body };
	const verification = verify([token.key], message, signature, Date.now() / 1000);
	if (!verification.ok) throw new Refusal(401, verification.code, verification.message);
	if (!nonces.use(`${token.id} ${nonce}`, acceptedUntil(timestamp))) {
		throw new Refusal(401, 'nonce.used', 'This request was received before: every request needs a nonce of its own.');
	}
	return token;
}
