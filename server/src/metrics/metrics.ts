import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Figures of this process, written as Prometheus reads them. */
export interface Metrics {
	/** One request of a switch was answered. @param elapsedMs from its first byte to the answer */
	answered(outcome: string, code: string, elapsedMs: number): void;
	/** A request was answered together with the same one in flight. */
	joined(): void;
	/** Prometheus text. */
	write(): string;
	close(): void;
}

/** Read when the figures are asked for. */
export interface Gauges {
	readonly upstreamInFlight: () => number;
	readonly upstreamWaiting: () => number;
	readonly attemptsWaiting: () => number;
	readonly attemptsDropped: () => number;
	readonly storeAvailable: () => boolean;
	readonly flows: (state: 'active' | 'parked') => number;
}

/** Upper bounds of the histogram, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 3.7, 4, 5];

export function createMetrics(gauges: Gauges): Metrics {
	const calls = new Map<string, number>();
	const fallbacks = new Map<string, number>();
	const buckets = BUCKETS.map(() => 0);
	let count = 0;
	let seconds = 0;
	let joinedCount = 0;
	const loopDelay = monitorEventLoopDelay({ resolution: 20 });
	loopDelay.enable();

	const add = (counter: Map<string, number>, name: string) => void counter.set(name, (counter.get(name) ?? 0) + 1);

	return {
		answered(outcome, code, elapsedMs) {
			add(calls, outcome);
			if (outcome !== 'workflow') add(fallbacks, code);
			const took = elapsedMs / 1000;
			count += 1;
			seconds += took;
			BUCKETS.forEach((bound, index) => {
				if (took <= bound) buckets[index] = (buckets[index] ?? 0) + 1;
			});
		},
		joined: () => void (joinedCount += 1),
		write() {
			const histogram = [
				...BUCKETS.map((bound, index) => `kazoo_pivot_answer_seconds_bucket{le="${bound}"} ${buckets[index]}`),
				`kazoo_pivot_answer_seconds_bucket{le="+Inf"} ${count}`,
				`kazoo_pivot_answer_seconds_sum ${seconds}`,
				`kazoo_pivot_answer_seconds_count ${count}`,
			];
			const text = [
				metric('kazoo_pivot_calls_total', 'counter', 'Requests of switches by who served the caller.', labelled('outcome', calls)),
				metric('kazoo_pivot_not_by_workflow_total', 'counter', 'Requests the workflow did not serve, by reason.', labelled('code', fallbacks)),
				metric('kazoo_pivot_joined_total', 'counter', 'Requests answered together with the same one in flight.', [['', joinedCount]]),
				['# HELP kazoo_pivot_answer_seconds From the first byte of a request to its answer.', '# TYPE kazoo_pivot_answer_seconds histogram', ...histogram],
				metric('kazoo_pivot_upstream_in_flight', 'gauge', 'Calls n8n is being asked about.', [['', gauges.upstreamInFlight()]]),
				metric('kazoo_pivot_upstream_waiting', 'gauge', 'Calls that wait to be asked.', [['', gauges.upstreamWaiting()]]),
				metric('kazoo_pivot_attempts_waiting', 'gauge', 'Attempts not yet in the store.', [['', gauges.attemptsWaiting()]]),
				metric('kazoo_pivot_attempts_dropped_total', 'counter', 'Attempts, or their details, the store could not take.', [['', gauges.attemptsDropped()]]),
				metric('kazoo_pivot_store_available', 'gauge', '1 while the store answers and its file is where it was.', [['', gauges.storeAvailable() ? 1 : 0]]),
				metric('kazoo_pivot_flows', 'gauge', 'Flows by state.', [['state="active"', gauges.flows('active')], ['state="parked"', gauges.flows('parked')]]),
				metric('kazoo_pivot_event_loop_delay_seconds', 'gauge', 'Delay of the event loop, 99th percentile since the last reading.', [['', loopDelay.percentile(99) / 1e9]]),
			];
			loopDelay.reset();
			return `${text.flat().join('\n')}\n`;
		},
		close: () => void loopDelay.disable(),
	};
}

function labelled(label: string, counter: ReadonlyMap<string, number>): [string, number][] {
	return [...counter].map(([value, total]) => [`${label}="${value}"`, total]);
}

function metric(name: string, type: 'counter' | 'gauge', help: string, values: readonly (readonly [labels: string, value: number])[]): string[] {
	return [
		`# HELP ${name} ${help}`,
		`# TYPE ${name} ${type}`,
		...values.map(([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${Number.isFinite(value) ? value : 0}`),
	];
}
