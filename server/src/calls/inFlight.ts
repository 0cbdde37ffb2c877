import { createHash } from 'node:crypto';
import type { ArrivedRequest } from './arrivedRequest';

/** Work under way that the same request, should it come again, shares. */
export interface InFlight<Result> {
	/**
	 * Starts the work, or joins what runs under the same key.
	 *
	 * @param key undefined: never shared
	 */
	share(key: string | undefined, work: () => Promise<Result>): Share<Result>;
}

export interface Share<Result> {
	readonly result: Promise<Result>;
	readonly joined: boolean;
	/** How many have joined so far. */
	readonly joins: () => number;
}

export function createInFlight<Result>(): InFlight<Result> {
	const running = new Map<string, { readonly result: Promise<Result>; joins: number }>();
	return {
		share(key, work) {
			const known = key === undefined ? undefined : running.get(key);
			if (known) {
				known.joins += 1;
				return { result: known.result, joined: true, joins: () => known.joins };
			}
			const entry = { result: work(), joins: 0 };
			if (key !== undefined) {
				running.set(key, entry);
				const forget = () => void running.delete(key);
				entry.result.then(forget, forget);
			}
			return { result: entry.result, joined: false, joins: () => entry.joins };
		},
	};
}

/** Equal for two requests that ask the same for the same call; undefined for requests that name no call. */
export function requestKey(flow: string, callId: string, { method, target, contentType, body }: ArrivedRequest): string | undefined {
	if (callId === '') return undefined;
	const hash = createHash('sha256').update([method, target, contentType ?? '', ''].join('\n')).update(body).digest('base64');
	return [flow, callId, hash].join('\n');
}
