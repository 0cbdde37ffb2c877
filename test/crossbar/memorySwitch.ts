import type { CrossbarReply, CrossbarRequest, CrossbarTransport } from '../../crossbar/transport';

/** A transport that answers from memory and keeps what it was asked. */
export interface MemorySwitch {
	readonly transport: CrossbarTransport;
	readonly asked: readonly CrossbarRequest[];
}

export function memorySwitch(answer: (request: CrossbarRequest) => CrossbarReply | Promise<CrossbarReply>): MemorySwitch {
	const asked: CrossbarRequest[] = [];
	return {
		asked,
		transport: async (request) => {
			asked.push(request);
			return await answer(request);
		},
	};
}

/** A success in its envelope. */
export function success(data: unknown, more: Readonly<Record<string, unknown>> = {}): CrossbarReply {
	return { status: 200, headers: {}, body: { data, status: 'success', request_id: 'r1', ...more } };
}

/** An error in its envelope. */
export function failure(status: number, message: string, data: unknown = {}): CrossbarReply {
	return { status, headers: {}, body: { data, status: 'error', error: String(status), message, request_id: 'r1' } };
}

/** A JWT nobody signed; `exp` in Unix seconds. */
export function jwt(claims: Readonly<Record<string, unknown>>): string {
	const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2ln`;
}
