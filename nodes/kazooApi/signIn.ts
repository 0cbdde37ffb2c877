import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper } from 'n8n-workflow';
import { errorOf } from '../../crossbar/errorOf';
import { loginRequest, readLoginAnswer } from '../../crossbar/login';
import { httpRequest, readReply } from './reply';
import { SESSION_FIELD, storeSession } from './session';
import { readSettings } from './settings';
import { SignInError } from './signInError';

/**
 * Fetches a token with the user and password, or with the API key, of the credential. The password does not leave this process:
 * its hash goes to the switch. A given token needs no fetching, and cannot be renewed.
 *
 * @param now Unix ms
 * @returns what n8n keeps in the credential
 * @throws SignInError with a sentence
 */
export async function signIn(http: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject, now: number): Promise<IDataObject> {
	const { settings, request } = inSentences(() => {
		const read = readSettings(credentials);
		return { settings: read, request: loginRequest(read.login) };
	});
	if (!request) return {};
	const answer: unknown = await http.helpers.httpRequest({ ...httpRequest(settings.baseUrl, request), ignoreHttpStatusErrors: true });
	const reply = readReply(answer);
	if (!reply) throw new SignInError(`What answers at ${settings.baseUrl} is not the API of a switch.`);
	if (reply.status < 200 || reply.status > 299) throw new SignInError(errorOf(reply, request, settings.dialect).message);

	const token = inSentences(() => readLoginAnswer(reply.body, now));
	const accountId = settings.accountId ?? token.identity.accountId;
	if (accountId === undefined) throw new SignInError('The switch did not say which account signed in. Fill in the account’s ID, in the credential “KAZOO API”.');
	return { [SESSION_FIELD]: storeSession({ token: token.token, accountId, signedInAt: now, expiresAt: token.expiresAt }, settings) };
}

/** n8n would show the code of a CrossbarError instead of its sentence. */
function inSentences<Result>(work: () => Result): Result {
	const done = attempted(work);
	if (!done.ok) throw new SignInError(done.sentence);
	return done.result;
}

function attempted<Result>(work: () => Result): { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly sentence: string } {
	try {
		return { ok: true, result: work() };
	} catch (error) {
		return { ok: false, sentence: error instanceof Error ? error.message : String(error) };
	}
}
