/** A place among the calls one n8n is answering. */
export interface Place {
	/** Gives the place to the next who waits. @param elapsedMs how long n8n took, or was waited for */
	leave(elapsedMs: number): void;
}

/** Keeps the number of calls n8n answers at once to what it can answer in time. */
export interface Admission {
	/**
	 * Resolves with a place, or with undefined when the caller would wait past the deadline: at once when that can be told from
	 * what n8n took lately, else when the time is up.
	 *
	 * @param deadline when the answer must be there, on the clock of `performance.now()`
	 */
	enter(deadline: number): Promise<Place | undefined>;
	readonly inFlight: number;
	readonly waiting: number;
	/** What n8n takes for an answer, in ms, averaged with the weight on the latest; 0 before the first. */
	readonly typicalMs: number;
}

/** Weight of the latest answer in the average. */
const WEIGHT = 0.1;

/** @param places calls answered at the same time at most */
export function createAdmission(places: number): Admission {
	const queue: { readonly admit: () => void }[] = [];
	let inFlight = 0;
	let typicalMs = 0;

	const expectedWait = (): number => ((queue.length + 1) * typicalMs) / places;

	const takePlace = (): Place => {
		inFlight += 1;
		let left = false;
		return {
			leave(elapsedMs) {
				if (left) return;
				left = true;
				inFlight -= 1;
				typicalMs = typicalMs === 0 ? elapsedMs : typicalMs + WEIGHT * (elapsedMs - typicalMs);
				queue.shift()?.admit();
			},
		};
	};

	return {
		enter(deadline) {
			if (inFlight < places) return Promise.resolve(takePlace());
			const left = deadline - performance.now();
			if (expectedWait() + typicalMs > left || left <= 0) return Promise.resolve(undefined);
			return new Promise((resolve) => {
				const waiter = {
					admit() {
						clearTimeout(timer);
						resolve(takePlace());
					},
				};
				const timer = setTimeout(() => {
					queue.splice(queue.indexOf(waiter), 1);
					resolve(undefined);
				}, Math.max(0, left - typicalMs));
				queue.push(waiter);
			});
		},
		get inFlight() {
			return inFlight;
		},
		get waiting() {
			return queue.length;
		},
		get typicalMs() {
			return typicalMs;
		},
	};
}
