import type { JsonObject, JsonValue } from '../../../pivot/json';
import type { ViewKey } from '../erlangTerm';

/** A request to the API, read. */
export interface ApiRequest {
	readonly method: string;
	/** Path segments behind `/v2`, decoded. */
	readonly path: readonly string[];
	readonly query: URLSearchParams;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	/** The body; `{}` where there is none. */
	readonly envelope: JsonObject;
	/** What stood in the places of the route's pattern. */
	readonly params: Readonly<Record<string, string>>;
}

/** What the API answers, before it is put into its envelope. */
export interface ApiReply {
	readonly data: JsonValue;
	/** Default 200. */
	readonly status?: number;
	/** Id of the document that was created. */
	readonly location?: string;
	/** Default `automatic`. */
	readonly revision?: string;
	readonly page?: PageOfRows;
	/** The token to name in the envelope, where it is another than the request's. */
	readonly authToken?: string;
}

/** The paging keys of the envelope. */
export interface PageOfRows {
	readonly pageSize: number;
	readonly startKey?: ViewKey | undefined;
	readonly nextStartKey?: ViewKey | undefined;
}

/** The value of a parameter of the route. Throws for one its pattern does not have. */
export function paramOf(request: ApiRequest, name: string): string {
	const value = request.params[name];
	if (value === undefined) throw new Error(`The route has no {${name}}.`);
	return value;
}
