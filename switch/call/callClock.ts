import { setTimeout as sleep } from 'node:timers/promises';

/** The caller hung up: whatever the switch was doing for them ends here. */
export class CallerHungUp extends Error {
	constructor() {
		super('The caller hung up.');
	}
}

/**
 * The time of one call in ms, from the moment the switch takes it. What the caller spends (listening, ringing, silence)
 * passes at once unless `timeScale` says otherwise; what the network spends is real and added.
 */
export class CallClock {
	#now = 0;
	readonly #hangupAtMs: number;
	readonly #timeScale: number;

	/** `timeScale`: real ms for each ms of the caller's time: 0 is instantly, 1 real time. */
	constructor(hangupAtMs: number, timeScale: number) {
		this.#hangupAtMs = hangupAtMs;
		this.#timeScale = timeScale;
	}

	get now(): number {
		return this.#now;
	}

	/** Lets the caller's time pass. Throws {@link CallerHungUp} when the caller leaves meanwhile. */
	async pass(ms: number): Promise<void> {
		const until = Math.min(this.#now + ms, Math.max(this.#hangupAtMs, this.#now));
		if (this.#timeScale > 0) await sleep((until - this.#now) * this.#timeScale);
		this.#now = until;
		this.expectCaller();
	}

	/** Adds real time that has passed in the network. The caller may be gone: see {@link expectCaller}. */
	add(ms: number): void {
		this.#now += ms;
	}

	/** How long the caller will still stay, at most `ms`. */
	remaining(ms: number): number {
		return Math.max(0, Math.min(ms, this.#hangupAtMs - this.#now));
	}

	/** Throws {@link CallerHungUp} when the caller has left. */
	expectCaller(): void {
		if (this.#now < this.#hangupAtMs) return;
		this.#now = this.#hangupAtMs;
		throw new CallerHungUp();
	}
}
