import { createHash } from 'node:crypto';
import type { ArrivedRequest } from './arrivedRequest';

/** Work under way that the same request, should it come again, shares. */
export interface InFlight<Result> {
	/**
	 * Starts the work, or joins what runs under the same key.
	 *
	 * @param key undefined: never shared
	 */
	share(key: string | undefined, work: () => Promise<Result>): { readonly result: Promise<Result>; readonly joined: boolean };
}

export function createInFlight<Result>(): InFlight<Result> {
	const running = new Map<string, Promise<Result>>();
	return {
		share(key, work) {
			const known = key === undefined ? undefined : running.get(key);
			if (known) return { result: known, joined: true };
			const result = work();
			if (key === undefined) return { result, joined: false };
			running.set(key, result);
			const forget = () => void running.delete(key);
			result.then(forget, forget);
			return { result, joined: false };
		},
	};
}

/** Equal for two requests that ask the same for the same call; undefined for requests that name no call. */
export function requestKey(flow: string, callId: string, { method, target, contentType, body }: ArrivedRequest): string | undefined {
	if (callId === '') return undefined;
	const hash = createHash('sha256').update([method, target, contentType ?? '', ''].join('\n')).update(body).digest('base64');
	return [flow, callId, hash].join('\n');
}
