import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/v4';

/** Whom a token stands for. */
export interface TokenIdentity {
	readonly accountId: string;
	/** The user; absent where an API key was given. */
	readonly ownerId?: string | undefined;
	readonly method: 'cb_user_auth' | 'cb_api_auth';
}

export interface TokenDesk {
	readonly issue: (identity: TokenIdentity) => string;
	/** Undefined for a token that is not ours, over, or taken back. */
	readonly read: (token: string) => TokenIdentity | undefined;
	readonly takeBack: (token: string) => void;
	/** From now on every token issued before is refused. */
	readonly takeAllBack: () => void;
}

const claims = z.object({
	exp: z.number(),
	account_id: z.string(),
	owner_id: z.string().optional(),
	method: z.enum(['cb_user_auth', 'cb_api_auth']),
});

/**
 * Issues tokens as the switch's API does: signed JWTs with a fixed end, which use does not put off (reference "kazoo-pivot"
 * §11.1). The signature is HS256 where the switch has RS256; a client does not check it.
 *
 * @param lifetimeS in seconds
 * @param now Unix ms
 */
export function createTokenDesk(lifetimeS: number, now: () => number): TokenDesk {
	let secret = randomBytes(32);
	const taken = new Set<string>();
	const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
	return {
		issue({ accountId, ownerId, method }) {
			const exp = Math.floor(now() / 1000) + lifetimeS;
			const payload = { iss: 'kazoo', jti: randomBytes(8).toString('hex'), account_id: accountId, ...(ownerId === undefined ? {} : { owner_id: ownerId }), method, exp };
			const text = `${encoded({ alg: 'HS256', typ: 'JWT', kid: 'virtual' })}.${encoded(payload)}`;
			return `${text}.${sign(text)}`;
		},
		read(token) {
			const [header = '', payload = '', signature = '', ...more] = token.split('.');
			if (more.length > 0 || !equal(signature, sign(`${header}.${payload}`)) || taken.has(token)) return undefined;
			const read = claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
			if (read.exp * 1000 <= now()) return undefined;
			return { accountId: read.account_id, ownerId: read.owner_id, method: read.method };
		},
		takeBack: (token) => void taken.add(token),
		takeAllBack() {
			secret = randomBytes(32);
			taken.clear();
		},
	};
}

function encoded(part: object): string {
	return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function equal(one: string, other: string): boolean {
	return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
