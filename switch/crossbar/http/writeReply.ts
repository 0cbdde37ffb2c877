import type { ServerResponse } from 'node:http';
import type { JsonObject } from '../../../pivot/json';
import type { SwitchVersion } from '../../../pivot/switchVersion';
import { encodeKey } from '../erlangTerm';
import type { ApiFault } from './apiFault';
import type { ApiReply, PageOfRows } from './exchange';

/** What every answer says besides its data. */
export interface EnvelopeFacts {
	readonly requestId: string;
	/** Unix ms. */
	readonly nowMs: number;
	readonly version: SwitchVersion;
	readonly tokensRemaining: number;
	/** The token of the request, if it had one. */
	readonly authToken: string | undefined;
}

const NODE = 'crossbar@apps1.virtual.example';
const VERSIONS: Readonly<Record<SwitchVersion, string>> = { '4.3': '4.3.142', master: '5.0.0', K5: '5.4.12' };

/** Answers in the envelope of the API (reference "kazoo-pivot" §11.3). */
export function writeReply(response: ServerResponse, reply: ApiReply, facts: EnvelopeFacts): void {
	const body: JsonObject = {
		...(reply.page === undefined ? {} : pagingKeys(reply.page)),
		data: reply.data,
		revision: reply.revision ?? 'automatic',
		...commonKeys({ ...facts, authToken: reply.authToken ?? facts.authToken }),
		status: 'success',
	};
	write(response, reply.status ?? 200, body, facts, reply.location === undefined ? {} : { location: reply.location });
}

/** Answers with an error, in the same envelope. */
export function writeFault(response: ServerResponse, fault: ApiFault, facts: EnvelopeFacts): void {
	write(response, fault.status, { data: fault.data, error: String(fault.status), message: fault.code, ...commonKeys(facts), status: 'error' }, facts, fault.headers);
}

function commonKeys({ requestId, nowMs, version, tokensRemaining, authToken }: EnvelopeFacts): JsonObject {
	return {
		timestamp: `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
		version: VERSIONS[version],
		node: NODE,
		request_id: requestId,
		tokens: { consumed: 1, remaining: tokensRemaining },
		...(authToken === undefined ? {} : { auth_token: authToken }),
	};
}

function pagingKeys({ pageSize, startKey, nextStartKey }: PageOfRows): JsonObject {
	return {
		page_size: pageSize,
		...(startKey === undefined ? {} : { start_key: encodeKey(startKey) }),
		...(nextStartKey === undefined ? {} : { next_start_key: encodeKey(nextStartKey) }),
	};
}

function write(response: ServerResponse, status: number, body: JsonObject, { requestId }: EnvelopeFacts, headers: Readonly<Record<string, string>>): void {
	response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': requestId, ...headers }).end(JSON.stringify(body));
}
