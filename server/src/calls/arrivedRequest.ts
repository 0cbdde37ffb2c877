/** A request at a voice URL, complete, whichever way it came in. */
export interface ArrivedRequest {
	readonly method: string;
	/** As sent; Latin-1 text of the bytes. */
	readonly target: string;
	readonly contentType?: string | undefined;
	readonly body: Buffer;
	/** First byte, on the clock of `performance.now()`. */
	readonly began: number;
	/** First byte, Unix ms. */
	readonly at: number;
}

/** A request may have this many bytes, target line and body together. */
export const REQUEST_LIMIT = 64 * 1024;

/** After a reply to a request that was not read to its end the connection stays open this long at most, in ms. */
export const LINGER_MS = 1_000;
