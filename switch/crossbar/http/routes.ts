import type { Account } from '../store/accountStore';
import type { TokenIdentity } from '../login/tokens';
import type { ApiReply, ApiRequest } from './exchange';

/** Who asks. */
export interface Asked {
	readonly identity: TokenIdentity;
	/** The token they sent. */
	readonly token: string;
}

/** Something the API can be asked. A pattern names path segments behind `/v2`; `{…}` stands for any one. */
export type Route =
	| { readonly method: Method; readonly pattern: string; readonly access: 'open'; readonly handle: (request: ApiRequest) => ApiReply }
	| { readonly method: Method; readonly pattern: string; readonly access: 'token'; readonly handle: (request: ApiRequest, asked: Asked) => ApiReply }
	/** The pattern begins with `accounts/{account}`, which the asker may see. */
	| { readonly method: Method; readonly pattern: string; readonly access: 'account'; readonly handle: (request: ApiRequest, account: Account) => ApiReply };

type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

export type Matched =
	| { readonly found: 'route'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
	| { readonly found: 'other methods'; readonly allowed: readonly string[] }
	| { readonly found: 'nothing' };

/** The route for a method and path. */
export function matchRoute(routes: readonly Route[], method: string, path: readonly string[]): Matched {
	const here = routes.flatMap((route) => {
		const params = paramsIn(route.pattern.split('/'), path);
		return params === undefined ? [] : [{ route, params }];
	});
	const match = here.find(({ route }) => route.method === method);
	if (match !== undefined) return { found: 'route', ...match };
	return here.length === 0 ? { found: 'nothing' } : { found: 'other methods', allowed: [...new Set(here.map(({ route }) => route.method))] };
}

function paramsIn(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
	if (pattern.length !== path.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, part] of pattern.entries()) {
		const segment = path[index] ?? '';
		if (part.startsWith('{')) params[part.slice(1, -1)] = segment;
		else if (part !== segment) return undefined;
	}
	return params;
}
