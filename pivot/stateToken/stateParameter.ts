import type { JsonObject } from '../json';
import type { CallRequest } from '../request/callRequest';
import { ownField } from '../request/fieldTree';
import { textsOf } from '../request/fieldReader';
import { STATE_PARAMETER } from './stateToken';

/** The token a request brought back in the query of its `voice_url`. */
export function tokenIn(fields: JsonObject): string | undefined {
	return textsOf(ownField(fields, STATE_PARAMETER)).at(-1);
}

/** The request as the switch meant it: without the token, which means nothing to anybody but us. */
export function withoutToken(request: CallRequest): CallRequest {
	return { ...request, extra: without(request.extra), raw: without(request.raw) };
}

/** The address with this token, in place of one it may have. */
export function withToken(voiceUrl: string, token: string): string {
	const [, path = '', query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(voiceUrl) ?? [];
	const others = query.split('&').filter((part) => part !== '' && part !== STATE_PARAMETER && !part.startsWith(`${STATE_PARAMETER}=`));
	return `${path}?${[...others, `${STATE_PARAMETER}=${token}`].join('&')}${fragment}`;
}

function without(fields: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== STATE_PARAMETER));
}
