import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import { CrossbarError } from '../../crossbar/crossbarError';
import type { DialectId } from '../../crossbar/dialects';
import { createCrossbar, type Crossbar } from '../../crossbar/session';
import type { CrossbarReply, CrossbarRequest } from '../../crossbar/transport';
import { SIGNED_IN_ACCOUNT } from './authenticate';
import { httpRequest, readReply } from './reply';
import { currentSession } from './session';
import { KAZOO_CREDENTIAL, readSettings } from './settings';
import { findSignInError } from './signInError';

/** Who may ask a switch: a running node, a picker, a poll. */
export type KazooContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** The switch of the credential. */
export interface OpenCrossbar {
	readonly crossbar: Crossbar;
	readonly dialect: DialectId;
	/** The account that signed in, or {@link SIGNED_IN_ACCOUNT} where nobody has signed in yet; good for paths either way. */
	readonly ownAccount: string;
}

/**
 * The API of the credential's switch. n8n signs in, puts the token in, and renews it once after a 401.
 *
 * @throws CrossbarError `crossbar.setting`, or SignInError, where the credential is not filled in
 */
export async function openCrossbar(context: KazooContext): Promise<OpenCrossbar> {
	const credentials = await context.getCredentials(KAZOO_CREDENTIAL);
	const settings = readSettings(credentials);
	const now = () => Date.now();
	return {
		crossbar: createCrossbar({
			transport: (request) => send(context, settings.baseUrl, request),
			login: { kind: 'transport' },
			now,
			dialect: settings.dialect,
		}),
		dialect: settings.dialect,
		ownAccount: currentSession(credentials, settings, now())?.accountId ?? SIGNED_IN_ACCOUNT,
	};
}

/** n8n throws what is no 2xx, and renews the token only then: the answer is taken out of its error. */
async function send(context: KazooContext, baseUrl: string, request: CrossbarRequest): Promise<CrossbarReply> {
	const asking: Promise<unknown> = context.helpers.httpRequestWithAuthentication.call(context, KAZOO_CREDENTIAL, httpRequest(baseUrl, request));
	const reply = await asking.then(readReply, (error: unknown) => replyIn(error) ?? failure(error, baseUrl));
	if (reply instanceof CrossbarError) throw reply;
	if (!reply) throw new CrossbarError('crossbar.not-crossbar', `What answers at ${baseUrl} is not the API of a switch. Check the base URL in the credential.`);
	return reply;
}

function replyIn(error: unknown): CrossbarReply | undefined {
	for (let cause = error; cause instanceof Error; cause = cause.cause) {
		const reply = 'response' in cause ? readReply(cause.response) : undefined;
		if (reply) return reply;
	}
	return undefined;
}

function failure(error: unknown, baseUrl: string): CrossbarError {
	const signInError = findSignInError(error);
	if (signInError) return new CrossbarError('crossbar.login-refused', signInError.message);
	return new CrossbarError('crossbar.unreachable', `The switch’s API at ${baseUrl} cannot be reached from n8n (${rootOf(error)}). Check the base URL in the credential.`);
}

/** What the network said, below what n8n made of it. */
function rootOf(error: unknown): string {
	let root = error;
	while (root instanceof Error && root.cause instanceof Error) root = root.cause;
	return root instanceof Error ? root.message : String(root);
}
