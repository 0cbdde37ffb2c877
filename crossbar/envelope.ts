import { isJsonObject, type JsonObject, type JsonValue } from '../pivot/json';
import type { CrossbarReply } from './transport';

/** A successful answer, out of its envelope. */
export interface CrossbarAnswer {
	/** `null` where the answer had none. */
	readonly data: JsonValue;
	readonly envelope: JsonObject;
	readonly status: number;
	/** Of a document just created (201). */
	readonly location?: string;
}

/** The JSON of a reply, read from its text where the transport left it as text. */
export function parsed(reply: CrossbarReply): CrossbarReply {
	if (typeof reply.body !== 'string') return reply;
	try {
		const body: unknown = JSON.parse(reply.body);
		return { ...reply, body };
	} catch {
		return reply;
	}
}

/** The envelope of a success: any 2xx (reference "kazoo-pivot" §11.3) that holds one; undefined for everything else. */
export function readSuccess({ status, headers, body }: CrossbarReply): CrossbarAnswer | undefined {
	if (status < 200 || status > 299 || !isJsonObject(body) || body['status'] === 'error') return undefined;
	const location = headers['location'];
	return { data: body['data'] ?? null, envelope: body, status, ...(location === undefined ? {} : { location }) };
}
