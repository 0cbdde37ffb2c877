/**
 * How the operations reach the switch. n8n's request helper, undici and the tests each bring their own; none of them needs
 * to understand Crossbar.
 */
export type CrossbarTransport = (request: CrossbarRequest) => Promise<CrossbarReply>;

export interface CrossbarRequest {
	readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
	/** Below the base URL (which ends in `/v2`): `/accounts/…`, its segments encoded ({@link pathOf}). */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	/** The complete body, envelope included; sent as JSON. */
	readonly body?: unknown;
}

/** Any complete HTTP answer, whatever its status. A transport throws only when none came. */
export interface CrossbarReply {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	/** The parsed JSON, or the body's text where it is none. */
	readonly body: unknown;
}
