import type { JsonValue } from '../../pivot/json';
import type { HttpAnswer } from '../../pivot/judge/judgement';
import type { SwitchVersion } from '../../pivot/switchVersion';

/** One HTTP exchange the switch wants to have. */
export interface ExchangeRequest {
	readonly method: 'get' | 'post';
	readonly url: string;
	/** In the order they go on the wire. */
	readonly parameters: readonly (readonly [name: string, value: JsonValue])[];
	/** Only used for POST. */
	readonly bodyFormat: 'form' | 'json';
	/** Connect, headers and complete body, in ms. */
	readonly timeoutMs: number;
	/** K5 `custom_request_headers`. */
	readonly headers?: Readonly<Record<string, string>>;
}

export interface ExchangeSettings {
	readonly version: SwitchVersion;
	/** Newer Erlang refuses raw brackets in a GET URL (reference "kazoo-pivot" §4.4). Default false. */
	readonly strictUrls?: boolean;
}

/** What went over the wire. */
export interface Exchange {
	readonly answer: HttpAnswer;
	/** Every request sent, redirects and repeats included, byte for byte. */
	readonly sent: readonly Uint8Array[];
	/** TCP connections opened for it; 0 where a kept-alive one served. */
	readonly connections: number;
	readonly elapsedMs: number;
}

/** A client with its own pool of kept-alive connections. */
export interface PivotHttpClient {
	exchange(request: ExchangeRequest): Promise<Exchange>;
	close(): void;
}
