import type { CrossbarHouse } from '../house';
import type { TokenIdentity } from '../login/tokens';
import type { Account } from '../store/accountStore';
import { ApiFault, badIdentifier, invalidCredentials } from './apiFault';
import { paramOf, type ApiReply, type ApiRequest } from './exchange';
import { matchRoute, type Route } from './routes';

/** The token of a request: in the header `X-Auth-Token`, in the query, in the body, or as bearer (reference §11.2). */
export function tokenIn({ headers, query, envelope }: ApiRequest): string | undefined {
	const header = headers['x-auth-token'];
	const inBody = envelope['auth_token'];
	const bearer = /^Bearer\s+(\S+)$/i.exec(typeof headers['authorization'] === 'string' ? headers['authorization'] : '')?.[1];
	return (typeof header === 'string' ? header : undefined) ?? query.get('auth_token') ?? (typeof inBody === 'string' ? inBody : bearer);
}

/** Answers a request. Throws an `ApiFault`: method (405), token (401), account (403), path (404), and what the route objects to. */
export function answerRequest(house: CrossbarHouse, routes: readonly Route[], request: ApiRequest, token: string | undefined): ApiReply {
	const matched = matchRoute(routes, request.method, request.path);
	if (matched.found === 'other methods') throw new ApiFault(405, 'invalid_method', {}, { allow: matched.allowed.join(', ') });
	if (matched.found === 'route' && matched.route.access === 'open') return matched.route.handle({ ...request, params: matched.params });
	const identity = token === undefined ? undefined : house.tokens.read(token);
	if (identity === undefined || token === undefined) throw invalidCredentials();
	if (matched.found === 'nothing') throw badIdentifier(request.path.at(-1) ?? '');
	const asked = { ...request, params: matched.params };
	const { route } = matched;
	if (route.access === 'account') return route.handle(asked, accountFor(house, paramOf(asked, 'account'), identity));
	return route.access === 'token' ? route.handle(asked, { identity, token }) : route.handle(asked);
}

/** The account a request is about: the asker's own or one below it. */
function accountFor({ store }: CrossbarHouse, id: string, { accountId }: TokenIdentity): Account {
	if (!/^[0-9a-f]{32}$/.test(id)) throw badIdentifier(id);
	const account = store.account(id);
	if (account === undefined || (account.id !== accountId && !account.tree.includes(accountId))) throw new ApiFault(403, 'forbidden');
	return account;
}
