import { CLOCK_WINDOW_SECONDS } from '../../../pivot/pairing/signature';

/** Remembers what was said once, for as long as its signature would be accepted. */
export interface Nonces {
	/**
	 * Notes a nonce of a verified request.
	 *
	 * @param until Unix seconds after which the request is refused for its age
	 * @returns false when it was used before, or when too many are remembered already
	 */
	use(nonce: string, until: number): boolean;
}

const MOST = 100_000;

export function createNonces(): Nonces {
	const used = new Map<string, number>();
	return {
		use(nonce, until) {
			const now = Date.now() / 1000;
			for (const [oldest, end] of used) {
				if (end > now && used.size < MOST) break;
				if (end > now) return false;
				used.delete(oldest);
			}
			if (used.has(nonce)) return false;
			used.set(nonce, until);
			return true;
		},
	};
}

/** Until when a request with this timestamp is accepted, Unix seconds. */
export function acceptedUntil(timestamp: number): number {
	return timestamp + CLOCK_WINDOW_SECONDS + 1;
}
