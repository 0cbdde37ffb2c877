import { setTimeout as sleep } from 'node:timers/promises';

/** Does the work again and again, with a pause between, until the other thing is over. Rejects when either does. */
export async function whileWaiting(other: Promise<unknown>, pauseMs: number, work: () => Promise<unknown>): Promise<void> {
	const state = { over: false };
	const ending = other.finally(() => {
		state.over = true;
	});
	while (!state.over) {
		await work();
		await sleep(pauseMs);
	}
	await ending;
}
