import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { currentSession } from './session';
import { readSettings } from './settings';
import { SignInError } from './signInError';

/**
 * Stands in a path for the account that signed in: which one that is, the credential alone knows, and it may have to ask first.
 * No switch has an account of this name.
 */
export const SIGNED_IN_ACCOUNT = 'signed-in-account';

/** n8n takes what an error carries as the switch's answer, and to a 401 it signs in and comes back, once. */
class NotSignedIn extends Error {
	readonly response = { status: 401 };
}

/**
 * Puts the token into a request, and the account that signed in where the path asks for it. The token goes to the switch of the
 * credential and nowhere else.
 *
 * @param now Unix ms
 * @throws an error that makes n8n sign in, where there is no token yet, or it ends soon
 */
export function addToken(credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions, now: number): IHttpRequestOptions {
	const settings = readSettings(credentials);
	const { origin } = new URL(request.baseURL === undefined ? request.url : settings.baseUrl + request.url);
	if (origin !== new URL(settings.baseUrl).origin) {
		throw new SignInError(`The token of “KAZOO API” is for ${settings.baseUrl} and is not sent to ${origin}.`);
	}
	const session = currentSession(credentials, settings, now);
	if (!session) throw new NotSignedIn('The switch has to be asked for a token first.');
	return {
		...request,
		...(request.baseURL === undefined ? {} : { baseURL: settings.baseUrl }),
		url: request.url.replace(`/accounts/${SIGNED_IN_ACCOUNT}`, `/accounts/${encodeURIComponent(session.accountId)}`),
		headers: { ...request.headers, 'x-auth-token': session.token },
	};
}
