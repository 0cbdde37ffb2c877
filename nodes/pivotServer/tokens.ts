import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { readToken, type Token } from '../../pivot/pairing/signature';

/** What a credential without a usable token is answered with. */
const NOT_A_TOKEN = 'The token in the credential “Pivot Server API” is not one a pivot server made: it reads kp_, eight characters, _, and a secret. Copy it again from what the server printed.';

/**
 * The token that signs.
 *
 * @throws Error with a sentence when the credential holds none
 */
export function credentialToken(credentials: ICredentialDataDecryptedObject): Token {
	const token = readToken(String(credentials['token'] ?? ''));
	if (!token) throw new Error(NOT_A_TOKEN);
	return token;
}

/** Every token whose signature is accepted: the current one, and the previous one while it is being replaced. */
export function acceptedTokens(credentials: ICredentialDataDecryptedObject): readonly Token[] {
	const previous = readToken(String(credentials['previousToken'] ?? ''));
	const current = credentialToken(credentials);
	return previous ? [current, previous] : [current];
}
