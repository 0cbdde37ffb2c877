import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { KAZOO_DENY_LIST, type DenyList } from '../../pivot/callflow/denyList';
import type { SwitchVersion } from '../../pivot/switchVersion';
import { accountRoutes } from './accountRoutes';
import { debugRoutes } from './debug/debugRoutes';
import { documentKinds } from './documents/documentKinds';
import { documentRoutes } from './documents/documentRoutes';
import { searchRoutes } from './documents/searchRoutes';
import { ApiFault } from './http/apiFault';
import { answerRequest, tokenIn } from './http/answerRequest';
import { readRequest } from './http/readRequest';
import type { Route } from './http/routes';
import { writeFault, writeReply } from './http/writeReply';
import type { CrossbarHouse, PivotApi } from './house';
import { loginRoutes } from './login/loginRoutes';
import { createTokenDesk } from './login/tokens';
import { createTokenBucket, type RateLimit } from './rateLimit';
import { createAccountStore, type AccountStore } from './store/accountStore';

export interface CrossbarOptions {
	/** What the switch knows; its clock is the API's. Default: a new one with the sample accounts. */
	readonly store?: AccountStore;
	/** Default: any free one. */
	readonly port?: number;
	/** Default `127.0.0.1`. */
	readonly host?: string;
	/** Which line of the switch: what callflows it takes, and what version it says it is. Default `master`. */
	readonly version?: SwitchVersion;
	/** Hosts it refuses in the URLs of callflows. Default KAZOO's own. */
	readonly deny?: DenyList;
	/** How long a token lasts, in seconds. Default 3600. */
	readonly tokenLifetimeS?: number;
	/** Default `current`. */
	readonly pivotApi?: PivotApi;
	/** Rows of a page where the client does not say. Default 50. */
	readonly pageSize?: number;
	/** Beyond it: 429. Default: no limit. */
	readonly rateLimit?: RateLimit;
	/** Told of every answer. */
	readonly onAnswer?: (answered: Answered) => void;
	/** Asked before each answer: what to answer instead, for trying out how a client bears it. Default: nothing. */
	readonly interfere?: (request: { readonly method: string; readonly target: string }) => Interference | undefined;
}

/** An answer the API would not have given. */
export interface Interference {
	readonly status: number;
	/** Default `text/html`. */
	readonly type?: string;
	readonly body?: string;
	/** How long it takes, in ms. */
	readonly afterMs?: number;
}

export interface Answered {
	readonly method: string;
	/** Path and query as sent; a token in it is not shown. */
	readonly target: string;
	readonly status: number;
}

/** The virtual switch's API, listening. */
export interface RunningCrossbar {
	/** Base address with the version, such as `http://127.0.0.1:8000/v2`. */
	readonly url: string;
	readonly port: number;
	readonly store: AccountStore;
	/** Refuses every token issued so far, as a switch does whose signing key was changed. */
	readonly takeTokensBack: () => void;
	readonly close: () => Promise<void>;
}

/**
 * Starts an HTTP server that speaks as KAZOO's API, Crossbar, does (reference "kazoo-pivot" §10, §11): login, accounts, the
 * documents of an account, search, and the debug log of pivots. Rejects where the port is taken.
 */
export async function startCrossbar(options: CrossbarOptions = {}): Promise<RunningCrossbar> {
	const { store = createAccountStore(), host = '127.0.0.1' } = options;
	const tokens = createTokenDesk(options.tokenLifetimeS ?? 3_600, store.now);
	const house: CrossbarHouse = {
		store, tokens,
		version: options.version ?? 'master',
		deny: options.deny ?? KAZOO_DENY_LIST,
		pageSize: options.pageSize ?? 50,
		pivotApi: options.pivotApi ?? 'current',
	};
	const answer = answererOf(house, routesOf(house), options);
	const server = createServer((request, response) => void answer(request, response));
	server.listen(options.port ?? 0, host);
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return {
		url: `http://${host}:${port}/v2`, port, store,
		takeTokensBack: tokens.takeAllBack,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

function routesOf(house: CrossbarHouse): readonly Route[] {
	return [
		...loginRoutes(house),
		...accountRoutes(house),
		...debugRoutes(house),
		...searchRoutes(house),
		...documentKinds().flatMap((kind) => documentRoutes(house, kind)),
	];
}

type Answerer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function answererOf(house: CrossbarHouse, routes: readonly Route[], { interfere, onAnswer, rateLimit }: CrossbarOptions): Answerer {
	const bucket = createTokenBucket(rateLimit, house.store.now);
	return async (message, response) => {
		const { method = 'GET', url: target = '' } = message;
		response.on('finish', () => onAnswer?.({ method, target: target.replace(/auth_token=[^&]*/, 'auth_token=…'), status: response.statusCode }));
		const instead = interfere?.({ method, target });
		if (instead !== undefined) {
			setTimeout(() => response.writeHead(instead.status, { 'content-type': instead.type ?? 'text/html' }).end(instead.body ?? ''), instead.afterMs ?? 0);
			return;
		}
		let authToken: string | undefined;
		const facts = () => ({ requestId: randomBytes(16).toString('hex'), nowMs: house.store.now(), version: house.version, tokensRemaining: bucket.remaining(), authToken });
		try {
			const request = await readRequest(message);
			authToken = tokenIn(request);
			if (!bucket.take()) throw new ApiFault(429, 'too_many_requests');
			writeReply(response, answerRequest(house, routes, request, authToken), facts());
		} catch (error) {
			writeFault(response, error instanceof ApiFault ? error : new ApiFault(500, 'unspecified_fault', { message: String(error) }), facts());
		}
	};
}
