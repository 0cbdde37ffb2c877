import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import * as z from 'zod/v4';
import { tokenOf } from '../../crossbar/login';
import type { KazooSettings } from './settings';
import { SignInError } from './signInError';

/** The hidden field n8n keeps a fetched token in. */
export const SESSION_FIELD = 'session';

/** A session this close to its end, in ms, is not begun with any more. */
const RENEW_BEFORE_MS = 30_000;

/** A token is not fetched again sooner than this, in ms: the clock of a switch may differ from ours by any amount. */
const RENEW_AT_MOST_EVERY_MS = 60_000;

const sessionSchema = z.object({
	token: z.string(),
	accountId: z.string(),
	/** Unix ms. */
	signedInAt: z.number(),
	/** Unix ms. */
	expiresAt: z.number(),
	/** What the token was fetched with: a changed credential must not go on with the token of the old one. */
	settings: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

/** The session as n8n stores it. */
export function storeSession(session: Omit<Session, 'settings'>, settings: KazooSettings): string {
	return JSON.stringify({ ...session, settings: fingerprint(settings) });
}

/**
 * The session to ask with: the given token, or the one that was fetched. Undefined where one has to be fetched first: none is
 * there yet, it was fetched with other settings, or it ends soon.
 *
 * @param now Unix ms
 * @throws SignInError where nobody says which account a given token is for
 */
export function currentSession(credentials: ICredentialDataDecryptedObject, settings: KazooSettings, now: number): Pick<Session, 'token' | 'accountId'> | undefined {
	if (settings.login.kind === 'token') return givenSession(settings.login.token, settings.accountId, now);
	const stored = sessionSchema.safeParse(parse(credentials[SESSION_FIELD])).data;
	if (stored?.settings !== fingerprint(settings)) return undefined;
	const endsSoon = now > stored.expiresAt - RENEW_BEFORE_MS && now - stored.signedInAt > RENEW_AT_MOST_EVERY_MS;
	return endsSoon ? undefined : stored;
}

function givenSession(token: string, given: string | undefined, now: number): Pick<Session, 'token' | 'accountId'> {
	if (token === '') throw new SignInError('The token is missing. Fill it in, in the credential “KAZOO API”.');
	const accountId = given ?? tokenOf(token, now).identity.accountId;
	if (accountId === undefined) {
		throw new SignInError('The token does not say which account it is for. Fill in the account’s ID, in the credential “KAZOO API”.');
	}
	return { token, accountId };
}

function fingerprint({ baseUrl, login, accountId }: KazooSettings): string {
	return createHash('sha256').update(JSON.stringify([baseUrl, login, accountId])).digest('hex');
}

function parse(value: unknown): unknown {
	if (typeof value !== 'string') return undefined;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}
