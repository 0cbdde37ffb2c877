/** Tokens one node costs, tokens a call starts with and tokens it gets back a second (reference "kazoo-pivot" §6.5). */
export const NODE_RATE = { cost: 5, capacity: 100, refillPerSecond: 10 } as const;

/** The per-call bucket of tokens that keeps a callflow from running away. */
export class NodeRate {
	#tokens: number = NODE_RATE.capacity;
	#atMs = 0;

	/** Pays for one node at this call time in ms. False: the bucket is empty and the flow ends. */
	take(nowMs: number): boolean {
		const refilled = this.#tokens + ((nowMs - this.#atMs) / 1000) * NODE_RATE.refillPerSecond;
		this.#tokens = Math.min(NODE_RATE.capacity, refilled);
		this.#atMs = nowMs;
		if (this.#tokens < NODE_RATE.cost) return false;
		this.#tokens -= NODE_RATE.cost;
		return true;
	}
}
