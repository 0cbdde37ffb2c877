import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallState } from '../../../pivot/stateToken/callState';
import { STATE_LIFETIME_SECONDS } from '../../../pivot/stateToken/stateToken';
import { messageOf, type Log } from '../logs/log';
import type { Store } from '../store/store';
import type { KeptState } from './keptState';

/** States of calls that do not travel in the address: in memory at once, in the store soon after. */
export interface StateKeeper {
	/**
	 * Keeps a state for the next pivot of the call; never waits.
	 *
	 * @returns its id; undefined when it is larger than {@link MAX_STATE_BYTES}
	 */
	keep(callId: string, state: CallState): string | undefined;
	/** A state of this call; asks the store where memory does not know it, and waits so many ms at most. Never rejects. */
	find(callId: string, id: string, withinMs: number): Promise<CallState | undefined>;
	/** Forgets what is older than a day. Never rejects. */
	removeExpired(): Promise<void>;
	/** Resolves when all states kept before are written, or were given up. */
	flush(): Promise<void>;
}

/** A state may have this many bytes. */
export const MAX_STATE_BYTES = 64 * 1024;

/** In memory; the oldest go first, and are found in the store. */
const MOST_BYTES = 32 * 1024 * 1024;

export function createStateKeeper(store: Pick<Store, 'saveState' | 'state' | 'removeStates'>, log: Log): StateKeeper {
	const memory = new Map<string, { readonly kept: KeptState; readonly bytes: number }>();
	const writing = new Set<Promise<void>>();
	let bytesHeld = 0;

	const hold = (kept: KeptState, bytes: number) => {
		bytesHeld += bytes - (memory.get(kept.id)?.bytes ?? 0);
		memory.delete(kept.id);
		memory.set(kept.id, { kept, bytes });
		for (const [oldest, entry] of memory) {
			if (bytesHeld <= MOST_BYTES) break;
			memory.delete(oldest);
			bytesHeld -= entry.bytes;
		}
	};

	const write = (kept: KeptState) => {
		const written = store.saveState(kept).catch((error: unknown) => log.error('state.lost', { reason: messageOf(error) }));
		writing.add(written);
		void written.then(() => writing.delete(written));
	};

	return {
		keep(callId, state) {
			const text = JSON.stringify([callId, state]);
			const bytes = Buffer.byteLength(text);
			if (bytes > MAX_STATE_BYTES) return undefined;
			const id = createHash('sha256').update(text).digest('base64url').slice(0, 22);
			const kept: KeptState = {
				id, callId, until: Date.now() + STATE_LIFETIME_SECONDS * 1000,
				state: { variables: state.variables, secret: [...state.secret], before: { ...state.before } },
			};
			const isNew = !memory.has(id);
			hold(kept, bytes);
			if (isNew) write(kept);
			return id;
		},
		async find(callId, id, withinMs) {
			const known = memory.get(id)?.kept ?? (await stored(id, withinMs));
			return known?.callId === callId && known.until > Date.now() ? known.state : undefined;
		},
		async removeExpired() {
			const now = Date.now();
			for (const [id, { kept, bytes }] of memory) {
				if (kept.until > now) continue;
				memory.delete(id);
				bytesHeld -= bytes;
			}
			await store.removeStates(now).catch((error: unknown) => log.error('retention.error', { reason: messageOf(error) }));
		},
		async flush() {
			await Promise.all(writing);
		},
	};

	async function stored(id: string, withinMs: number): Promise<KeptState | undefined> {
		const late = new AbortController();
		try {
			return await Promise.race([store.state(id), sleep(withinMs, undefined, { signal: late.signal })]);
		} catch (error) {
			log.error('state.unreadable', { reason: messageOf(error) });
			return undefined;
		} finally {
			late.abort();
		}
	}
}
