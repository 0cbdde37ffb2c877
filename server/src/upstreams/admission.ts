/** A place among the calls one n8n is answering. */
export interface Place {
	/** Gives the place to the next who waits. @param elapsedMs how long n8n took, or was waited for */
	leave(elapsedMs: number): void;
}

/**
 * Keeps the number of calls n8n answers at once to what it can answer in time, and every flow's share of them small enough that
 * a workflow that hangs leaves places to the others.
 */
export interface Admission {
	/**
	 * Resolves with a place, or with undefined when the answer would come past the deadline: at once when that can be told from
	 * what the workflow took lately, else when the time is up.
	 *
	 * @param flow whose workflow is asked
	 * @param deadline when the answer must be there, on the clock of `performance.now()`
	 */
	enter(flow: string, deadline: number): Promise<Place | undefined>;
	readonly inFlight: number;
	readonly waiting: number;
	/** How a flow fares. */
	of(flow: string): FlowShare;
}

export interface FlowShare {
	readonly inFlight: number;
	/** What the workflow takes for an answer, in ms, averaged with the weight on the latest; 0 before the first. */
	readonly typicalMs: number;
}

/** Weight of the latest answer in the average. */
const WEIGHT = 0.1;

/**
 * A flow takes another place only while it has less than this many times the places that are free. Alone it gets three quarters
 * of them (rounded up); two that hang get three sevenths each; some are always left to the next.
 */
const TIMES_THE_FREE = 3;

/** No workflow answers in less, in ms: who waited until then is not sent any more. */
const LEAST_MS = 50;

interface Waiter {
	readonly flow: string;
	readonly deadline: number;
	readonly finish: (place: Place | undefined) => void;
}

/** @param places calls answered at the same time at most */
export function createAdmission(places: number): Admission {
	const queue: Waiter[] = [];
	const shares = new Map<string, { inFlight: number; typicalMs: number }>();
	let inFlight = 0;

	const shareOf = (flow: string) => {
		const known = shares.get(flow);
		if (known) return known;
		const share = { inFlight: 0, typicalMs: 0 };
		shares.set(flow, share);
		return share;
	};

	const mayEnter = (flow: string): boolean => inFlight < places && shareOf(flow).inFlight < TIMES_THE_FREE * (places - inFlight);

	/** Time the workflow is likely to need, in ms. */
	const needed = (flow: string): number => Math.max(LEAST_MS, shareOf(flow).typicalMs);

	const expectedWait = (flow: string): number => {
		const ahead = queue.filter((waiter) => waiter.flow === flow).length;
		const { typicalMs, inFlight: held } = shareOf(flow);
		return ((ahead + 1) * typicalMs) / Math.max(1, held);
	};

	const admitNext = () => {
		for (;;) {
			const index = queue.findIndex(({ flow }) => mayEnter(flow));
			const [waiter] = index < 0 ? [] : queue.splice(index, 1);
			if (!waiter) return;
			const hasTime = waiter.deadline - performance.now() >= needed(waiter.flow);
			waiter.finish(hasTime ? takePlace(waiter.flow) : undefined);
		}
	};

	const takePlace = (flow: string): Place => {
		const share = shareOf(flow);
		inFlight += 1;
		share.inFlight += 1;
		let left = false;
		return {
			leave(elapsedMs) {
				if (left) return;
				left = true;
				inFlight -= 1;
				share.inFlight -= 1;
				share.typicalMs = share.typicalMs === 0 ? elapsedMs : share.typicalMs + WEIGHT * (elapsedMs - share.typicalMs);
				admitNext();
			},
		};
	};

	return {
		enter(flow, deadline) {
			if (mayEnter(flow)) return Promise.resolve(takePlace(flow));
			const left = deadline - performance.now();
			if (expectedWait(flow) + needed(flow) > left) return Promise.resolve(undefined);
			return new Promise((resolve) => {
				const waiter: Waiter = {
					flow,
					deadline,
					finish(place) {
						clearTimeout(timer);
						resolve(place);
					},
				};
				const timer = setTimeout(() => {
					queue.splice(queue.indexOf(waiter), 1);
					resolve(undefined);
				}, left - needed(flow));
				queue.push(waiter);
			});
		},
		get inFlight() {
			return inFlight;
		},
		get waiting() {
			return queue.length;
		},
		of: (flow) => shareOf(flow),
	};
}
