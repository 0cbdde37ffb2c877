import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { createAdmission, type Admission } from './admission';
import { postSigned, type SignedPost, type UpstreamAnswer } from './postSigned';

/** An answer of n8n to a call, or why there is none. */
export type AskedAnswer = UpstreamAnswer | { readonly kind: 'failed'; readonly code: 'workflow.busy'; readonly sentence: string };

/** Every n8n this server asks, one admission for each origin. */
export interface Upstreams {
	/** Asks the workflow of a flow for the answer to a call, when its n8n has a place free for it. Never rejects. */
	ask(flow: string, post: SignedPost): Promise<AskedAnswer>;
	/** Asks without waiting for a place. Never rejects. */
	probe(post: SignedPost): Promise<UpstreamAnswer>;
	readonly inFlight: number;
	readonly waiting: number;
	close(): Promise<void>;
}

/** Before a refused connection is tried once more, in ms: a restart of n8n's listener takes about that long. */
const RETRY_PAUSE_MS = 150;

/**
 * An idle connection is given up after this, in ms: well before n8n's own 5 s, so that no call is sent into a connection that n8n is
 * just closing.
 */
const KEEP_ALIVE_MS = 2_000;

/** @param concurrency calls asked of one n8n at the same time at most */
export function createUpstreams(concurrency: number): Upstreams {
	const agent = new Agent({
		pipelining: 1,
		keepAliveTimeout: KEEP_ALIVE_MS,
		keepAliveMaxTimeout: KEEP_ALIVE_MS,
		headersTimeout: 0,
		bodyTimeout: 0,
	});
	const admissions = new Map<string, Admission>();

	const admissionTo = (url: string): Admission => {
		const { origin } = new URL(url);
		const known = admissions.get(origin);
		if (known) return known;
		const admission = createAdmission(concurrency);
		admissions.set(origin, admission);
		return admission;
	};

	/** Nobody has seen a request whose connection was refused, so it may be sent again. */
	const postTwice = async (post: SignedPost): Promise<UpstreamAnswer> => {
		const first = await postSigned(post, agent);
		const timeForAnother = post.deadline - performance.now() > 2 * RETRY_PAUSE_MS;
		if (first.kind === 'answered' || first.code !== 'workflow.refused' || !timeForAnother) return first;
		await sleep(RETRY_PAUSE_MS);
		return await postSigned(post, agent);
	};

	const sum = (count: (admission: Admission) => number) => [...admissions.values()].reduce((total, admission) => total + count(admission), 0);

	return {
		async ask(flow, post) {
			const admission = admissionTo(post.url);
			const place = await admission.enter(flow, post.deadline);
			if (!place) {
				const { inFlight, typicalMs } = admission.of(flow);
				const sentence = `n8n at ${new URL(post.url).origin} is answering ${admission.inFlight} calls, ${inFlight} of them of this flow, whose workflow takes ${Math.round(typicalMs)} ms for one: this call would have waited past its time.`;
				return { kind: 'failed', code: 'workflow.busy', sentence };
			}
			const start = performance.now();
			try {
				return await postTwice(post);
			} finally {
				place.leave(performance.now() - start);
			}
		},
		probe: (post) => postSigned(post, agent),
		get inFlight() {
			return sum((admission) => admission.inFlight);
		},
		get waiting() {
			return sum((admission) => admission.waiting);
		},
		close: () => agent.destroy(),
	};
}
