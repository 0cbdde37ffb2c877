import { randomBytes } from 'node:crypto';

const ID_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A new token, `kp_<id>_<secret>`: 40 bits of id, 192 bits of secret. */
export function makeToken(): string {
	const id = [...randomBytes(8)].map((byte) => ID_LETTERS[byte % ID_LETTERS.length]).join('');
	return `kp_${id}_${randomBytes(24).toString('hex')}`;
}
