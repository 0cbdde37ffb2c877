import { readToken, type Token } from '../../../pivot/pairing/signature';
import type { Store } from '../store/store';
import { makeToken } from './makeToken';

/** The tokens this server shares with n8n; it keeps only what is needed to sign. */
export interface TokenRegister {
	/** A token that may use the API. */
	accepted(id: string): Token | undefined;
	/** A token a flow was registered with, whether or not it may still use the API. */
	known(id: string): Token | undefined;
	/** All of these. */
	readonly all: readonly Token[];
	/** The text of the token in use, where this process knows it: it was configured, or made just now. */
	readonly text: string | undefined;
	/** True at the first start without a configured token. */
	readonly madeNow: boolean;
}

/**
 * Loads the tokens. Where some are configured only they may use the API; others stay known, so that calls of flows
 * registered with them are still signed. Without any, one is made.
 */
export async function loadTokens(store: Pick<Store, 'tokens' | 'saveToken'>, configured: readonly string[] | undefined): Promise<TokenRegister> {
	const stored = await store.tokens();
	const texts = configured ?? (stored.length === 0 ? [makeToken()] : []);
	const fresh = texts.map(readToken).filter((token) => token !== undefined);
	for (const token of fresh) await store.saveToken(token);
	const known = new Map([...stored, ...fresh].map((token) => [token.id, token]));
	const accepted = configured ? new Map(fresh.map((token) => [token.id, token])) : known;
	return {
		accepted: (id) => accepted.get(id),
		known: (id) => known.get(id),
		all: [...known.values()],
		text: texts[0],
		madeNow: configured === undefined && stored.length === 0,
	};
}
