import { setTimeout as sleep } from 'node:timers/promises';

/** How long to wait, in ms, and how often to look. */
export interface Patience {
	withinMs: number;
	everyMs?: number;
	/** What is being waited for, in words: `the webhook /front-desk to answer`. */
	what: string;
}

/**
 * Asks again and again until the answer is not `undefined`.
 *
 * @throws when the time is over; the message says what was waited for
 */
export async function waitUntil<T>(look: () => Promise<T | undefined>, { withinMs, everyMs = 50, what }: Patience): Promise<T> {
	const end = Date.now() + withinMs;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > end) throw new Error(`Waited ${withinMs} ms for ${what}, in vain.`);
		await sleep(everyMs);
	}
}
