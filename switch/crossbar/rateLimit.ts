/** How many requests the API takes. */
export interface RateLimit {
	/** Requests at once. */
	readonly tokens: number;
	/** Requests a second after that. */
	readonly perSecond: number;
}

export interface TokenBucket {
	/** Takes one token; false when there is none. */
	readonly take: () => boolean;
	/** Whole tokens left. */
	readonly remaining: () => number;
}

/** Tokens an envelope names where nothing is limited. */
const UNLIMITED = 100;

/** A bucket of tokens that fills up again; without a limit it is always full. `now` in Unix ms. */
export function createTokenBucket(limit: RateLimit | undefined, now: () => number): TokenBucket {
	if (limit === undefined) return { take: () => true, remaining: () => UNLIMITED };
	let tokens = limit.tokens;
	let filledAt = now();
	const fill = () => {
		tokens = Math.min(limit.tokens, tokens + ((now() - filledAt) / 1000) * limit.perSecond);
		filledAt = now();
	};
	return {
		take() {
			fill();
			if (tokens < 1) return false;
			tokens -= 1;
			return true;
		},
		remaining: () => Math.floor(tokens),
	};
}
