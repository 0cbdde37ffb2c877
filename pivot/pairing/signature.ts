import { createHash, createHmac, timingSafeEqual } from 'crypto';

/** A message may be this far from the reader's clock before it counts as stale or early, in seconds. */
export const CLOCK_WINDOW_SECONDS = 300;

/** What a signature is for; part of what is signed, so that none can be replayed as another. */
export type SignaturePurpose = 'call' | 'probe' | 'answer' | 'api';

export interface SignedMessage {
	readonly purpose: SignaturePurpose;
	readonly method: string;
	/** Path and query of the request target; empty for answers. */
	readonly path: string;
	/** Attempt id, or the nonce of an API request. */
	readonly id: string;
	/** Unix seconds. */
	readonly timestamp: number;
	/** The bytes as they stand on the wire, never re-serialised. */
	readonly body: Uint8Array | string;
}

export type Verification =
	| { readonly ok: true }
	| { readonly ok: false; readonly code: 'signature.missing' | 'signature.wrong' | 'signature.clock'; readonly message: string };

/** A token is `kp_<id>_<secret>`: the id travels, the secret never does. */
export interface Token {
	readonly id: string;
	/** The HMAC key: SHA-256 of the whole token, in hex. The only form in which a server keeps it. */
	readonly key: string;
}

const TOKEN = /^kp_([a-z0-9]{8})_([A-Za-z0-9]{32,})$/;

/** Reads a token as the server printed it; undefined when it is not one. */
export function readToken(text: string): Token | undefined {
	const match = TOKEN.exec(text.trim());
	if (!match?.[1]) return undefined;
	return { id: match[1], key: createHash('sha256').update(text.trim()).digest('hex') };
}

/** The key that signs the answer to one attempt, and nothing else: what a workflow carries in its items. */
export function answerKey(tokenKey: string, attemptId: string): string {
	return createHmac('sha256', tokenKey).update(`answer-key\n${attemptId}`).digest('hex');
}

/** Length of a flow's key, in characters of base64url: 192 bits. */
const FLOW_KEY_LENGTH = 32;

/**
 * The first key of a flow, 32 characters of base64url. It follows from the token that registers the flow and from its name, so that
 * a server that lost its store still knows the flow's voice URL, and makes the same one when the workflow is published again.
 *
 * @param tokenKey {@link Token.key} of the token that registers
 * @param name of the flow
 */
export function flowKey(tokenKey: string, name: string): string {
	return createHmac('sha256', tokenKey).update(`flow-key\n${name}`).digest('base64url').slice(0, FLOW_KEY_LENGTH);
}

/** HMAC-SHA256 in hex over purpose, method, path, id, timestamp and the SHA-256 of the body. */
export function sign(key: string, message: SignedMessage): string {
	const body = createHash('sha256').update(message.body).digest('hex');
	const text = ['v1', message.purpose, message.method.toUpperCase(), message.path, message.id, String(message.timestamp), body].join('\n');
	return createHmac('sha256', key).update(text).digest('hex');
}

/**
 * Checks a signature in constant time. Never throws.
 *
 * @param keys more than one while a secret is being rotated
 * @param nowSeconds the reader's clock, Unix seconds; a message further away than {@link CLOCK_WINDOW_SECONDS} is refused with a
 *   sentence of its own, because the cure is another one
 */
export function verify(keys: readonly string[], message: SignedMessage, signature: string | undefined, nowSeconds: number): Verification {
	if (!signature) return { ok: false, code: 'signature.missing', message: 'The message carries no signature.' };
	const matches = keys.filter((key) => sameText(sign(key, message), signature)).length > 0;
	if (!matches) {
		return { ok: false, code: 'signature.wrong', message: 'The signature does not match: the two sides use different tokens, or something between them changed the message.' };
	}
	const skew = Math.round(nowSeconds - message.timestamp);
	if (Math.abs(skew) > CLOCK_WINDOW_SECONDS) {
		return {
			ok: false,
			code: 'signature.clock',
			message: `The clocks of n8n and the pivot server are ${Math.abs(skew)} s apart, more than the ${CLOCK_WINDOW_SECONDS} s allowed: set both by NTP.`,
		};
	}
	return { ok: true };
}

function sameText(a: string, b: string): boolean {
	const left = Buffer.from(a);
	const right = Buffer.from(b);
	return left.length === right.length && timingSafeEqual(left, right);
}
