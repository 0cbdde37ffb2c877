import { createHash, createHmac, timingSafeEqual } from 'crypto';
import * as z from 'zod/v4';
import { jsonObjectSchema } from '../jsonSchema';
import type { Token } from '../pairing/signature';
import type { CallState } from './callState';

/** The query parameter of a `voice_url` that carries the token. */
export const STATE_PARAMETER = 'pivot_state';

/** A token has at most this many characters, all of them safe in a query. */
export const MAX_TOKEN_LENGTH = 1024;

/** No call lasts longer, in seconds. */
export const STATE_LIFETIME_SECONDS = 24 * 60 * 60;

/** What a token says: the state itself, or the id under which the pivot server keeps it. */
export type TokenContent = { readonly state: CallState } | { readonly kept: string };

export type OpenedToken =
	| { readonly ok: true; readonly content: TokenContent }
	/** A sentence to whoever drew the workflow. The call goes on without the variables. */
	| { readonly ok: false; readonly code: 'state.unreadable' | 'state.unknown-key' | 'state.wrong' | 'state.foreign-call' | 'state.expired'; readonly remark: string };

const VERSION = '1';

/** Short names: every byte travels. */
const payloadSchema = z.object({
	/** Digest of the Call-ID. */
	c: z.string(),
	/** Until, Unix seconds. */
	x: z.int(),
	/** Variables. */
	v: jsonObjectSchema.optional(),
	/** Fingerprints. */
	b: z.record(z.string(), z.string()).optional(),
	/** Id of what the server keeps. */
	k: z.string().optional(),
});

/**
 * Signs what a call is to carry: `1.<key id>.<payload>.<signature>`. Only this call can bring it back, for
 * {@link STATE_LIFETIME_SECONDS}.
 *
 * @param key shared by whoever may read it; what signs is derived from it
 * @param nowSeconds Unix seconds
 */
export function signToken(key: Token, callId: string, content: TokenContent, nowSeconds: number): string {
	const common = { c: digestOf(callId), x: Math.floor(nowSeconds) + STATE_LIFETIME_SECONDS };
	const payload = 'kept' in content ? { ...common, k: content.kept } : { ...common, v: content.state.variables, b: content.state.before };
	const signed = [VERSION, key.id, Buffer.from(JSON.stringify(payload)).toString('base64url')].join('.');
	return `${signed}.${signatureOf(key.key, signed)}`;
}

/**
 * Opens a token that came with a call. Never throws.
 *
 * @param keyOf the key of this id, if it is still known
 * @param nowSeconds Unix seconds
 */
export function openToken(token: string, callId: string, keyOf: (id: string) => string | undefined, nowSeconds: number): OpenedToken {
	const [version, keyId, payload, signature, ...more] = token.split('.');
	if (version !== VERSION || keyId === undefined || payload === undefined || signature === undefined || more.length > 0) {
		return ignored('state.unreadable', 'The state of the call, in the address, is not one this version wrote or was cut on its way');
	}
	const key = keyOf(keyId);
	if (key === undefined) return ignored('state.unknown-key', 'The state of the call, in the address, was signed with a token that is no longer known');
	if (!sameText(signatureOf(key, [version, keyId, payload].join('.')), signature)) {
		return ignored('state.wrong', 'The state of the call, in the address, was changed on its way');
	}
	const read = payloadSchema.safeParse(parsed(payload)).data;
	if (!read) return ignored('state.unreadable', 'The state of the call, in the address, is not one this version wrote');
	if (read.c !== digestOf(callId)) return ignored('state.foreign-call', 'The state in the address belongs to another call');
	if (read.x < nowSeconds) return ignored('state.expired', 'The state of the call, in the address, is older than a day');
	if (read.k !== undefined) return { ok: true, content: { kept: read.k } };
	return { ok: true, content: { state: { variables: read.v ?? {}, secret: [], before: read.b ?? {} } } };
}

function ignored(code: Extract<OpenedToken, { ok: false }>['code'], why: string): OpenedToken {
	return { ok: false, code, remark: `${why}; variables set before this pivot may be missing.` };
}

function signatureOf(key: string, signed: string): string {
	const stateKey = createHmac('sha256', key).update('state-key').digest();
	return createHmac('sha256', stateKey).update(signed).digest('base64url');
}

function digestOf(callId: string): string {
	return createHash('sha256').update(callId).digest('base64url').slice(0, 22);
}

function parsed(payload: string): unknown {
	try {
		return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
	} catch {
		return undefined;
	}
}

function sameText(a: string, b: string): boolean {
	const left = Buffer.from(a);
	const right = Buffer.from(b);
	return left.length === right.length && timingSafeEqual(left, right);
}
