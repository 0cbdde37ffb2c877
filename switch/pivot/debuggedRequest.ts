import type { JsonObject } from '../../pivot/json';
import { encodeForm } from '../wire/encodeForm';
import type { ExchangeRequest } from '../wire/exchange';
import { pivotRequest } from '../wire/pivotRequest';
import { pivotUrl } from '../wire/pivotUrl';
import type { DebuggedRequest } from './debugDocuments';

/** What the debug store keeps of a request: the address with its parameters, and the headers the switch itself set. */
export function debuggedRequest(request: ExchangeRequest): DebuggedRequest {
	const { method, url } = request;
	const withParameters = method === 'get' ? pivotUrl(url, encodeForm(request.parameters)) : url;
	return { uri: withParameters ?? url, method, headers: headersOf(request), body: pivotRequest(request, false)?.body ?? '' };
}

function headersOf(request: ExchangeRequest): JsonObject {
	const own = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value.toLowerCase()] as const);
	const type = request.bodyFormat === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
	return Object.fromEntries(request.method === 'post' ? [['content-type', type] as const, ...own] : own);
}
