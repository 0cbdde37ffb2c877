import { pathOf } from './address';
import { CrossbarError } from './crossbarError';
import type { DialectId } from './dialects';
import { parsed, readSuccess, type CrossbarAnswer } from './envelope';
import { errorOf, unreachable } from './errorOf';
import { loginRequest, readIdentity, readLoginAnswer, tokenOf, type CrossbarLogin, type CrossbarToken, type Identity } from './login';
import type { CrossbarReply, CrossbarRequest, CrossbarTransport } from './transport';

/** The switch's API, ready to be asked. */
export interface Crossbar {
	/**
	 * Asks once; a token is fetched, renewed before it ends, and renewed once where the switch refuses it. Rejects with a
	 * {@link CrossbarError}, whatever happens.
	 */
	readonly call: (request: CrossbarRequest) => Promise<CrossbarAnswer>;
	/** Who we are. Asks the switch only where login and token do not tell; nothing is known of a transport that authenticates. */
	readonly identity: () => Promise<Identity>;
}

export interface CrossbarSettings {
	readonly transport: CrossbarTransport;
	readonly login: CrossbarLogin;
	/** The time, Unix ms. */
	readonly now: () => number;
	/** Whose words the errors use. Default `kazoo`. */
	readonly dialect?: DialectId;
}

/** A token is renewed this long before its end, in ms, so that it does not end on the way. */
const RENEW_BEFORE_MS = 60_000;

/** Opens a session; nothing is sent before the first call. One token serves all calls, parallel ones too. */
export function createCrossbar({ transport, login, now, dialect = 'kazoo' }: CrossbarSettings): Crossbar {
	let fetched: Promise<CrossbarToken> | undefined;

	async function send(request: CrossbarRequest): Promise<CrossbarReply> {
		try {
			return parsed(await transport(request));
		} catch (error) {
			throw error instanceof CrossbarError ? error : unreachable(error);
		}
	}

	async function fetchToken(): Promise<CrossbarToken> {
		if (login.kind === 'token') return tokenOf(requiredToken(login.token), now());
		const request = loginRequest(login);
		if (!request) throw new CrossbarError('crossbar.setting', 'This login has no token.');
		const reply = await send(request);
		return readLoginAnswer(answerOf(reply, request).envelope, now());
	}

	function renew(): Promise<CrossbarToken> {
		const fetching = fetchToken();
		fetched = fetching;
		fetching.catch(() => {
			if (fetched === fetching) fetched = undefined;
		});
		return fetching;
	}

	async function token(): Promise<CrossbarToken> {
		const held = fetched ?? renew();
		const current = await held;
		if (login.kind === 'token' || now() < current.expiresAt - RENEW_BEFORE_MS) return current;
		return fetched === held ? renew() : token();
	}

	/** The token was refused: a new one, unless somebody is fetching or has fetched one in the meantime. */
	async function tokenInsteadOf(refused: CrossbarToken): Promise<CrossbarToken> {
		const held = fetched;
		if (!held) return await renew();
		const current = await held;
		if (current.token !== refused.token) return current;
		return await (fetched === held ? renew() : (fetched ?? renew()));
	}

	async function call(request: CrossbarRequest): Promise<CrossbarAnswer> {
		if (login.kind === 'transport') return answerOf(await send(request), request);
		const first = await token();
		const reply = await send(withToken(request, first));
		if (reply.status !== 401 || login.kind === 'token') return answerOf(reply, request);
		return answerOf(await send(withToken(request, await tokenInsteadOf(first))), request);
	}

	function answerOf(reply: CrossbarReply, request: CrossbarRequest): CrossbarAnswer {
		const answer = readSuccess(reply);
		if (!answer) throw errorOf(reply, request, dialect);
		return answer;
	}

	async function identity(): Promise<Identity> {
		if (login.kind === 'transport') return {};
		const known = await token();
		if (known.identity.accountId !== undefined && known.identity.isReseller !== undefined) return known.identity;
		return await call({ method: 'GET', path: pathOf('user_auth', known.token) }).then(
			({ data }) => ({ ...known.identity, ...readIdentity(data) }),
			(error: unknown) => {
				const isEnough = known.identity.accountId !== undefined && error instanceof CrossbarError && error.status !== 401;
				if (isEnough) return known.identity;
				throw error;
			},
		);
	}

	return { call, identity };
}

function withToken(request: CrossbarRequest, { token }: CrossbarToken): CrossbarRequest {
	return { ...request, headers: { ...request.headers, 'X-Auth-Token': token } };
}

function requiredToken(token: string): string {
	const trimmed = token.trim();
	if (trimmed === '') throw new CrossbarError('crossbar.setting', 'The token is missing. Fill it in.');
	return trimmed;
}
