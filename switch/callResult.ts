import type { JsonObject } from '../pivot/json';
import type { SwitchVersion } from '../pivot/switchVersion';
import type { CallEvent } from './callEvent';
import type { CallState } from './callState';

/**
 * How it went for the caller. `served`: a node chosen by the workflow, the fallback or the switch's own `_` ran after the
 * last pivot. `dropped`: a hang-up, or more than the budget of silence, without one. `left`: the caller hung up before
 * either.
 */
export type Verdict = 'served' | 'dropped' | 'left';

/** A call that is over. Plain JSON. */
export interface CallResult {
	readonly verdict: Verdict;
	/** One sentence: why. */
	readonly reason: string;
	readonly version: SwitchVersion;
	readonly endedBy: 'switch' | 'caller';
	/** Length of the call in ms: the caller's simulated time and the real time of the network. */
	readonly durationMs: number;
	/** The longest time in ms a caller waited for a node after a pivot was asked. */
	readonly longestSilenceMs: number;
	/** Whether the call was answered, so that the caller could hear more than early media. */
	readonly answered: boolean;
	/** How many pivots were asked. */
	readonly pivots: number;
	/** The call as it stood at the end: digits, variables, caller id. */
	readonly call: CallState;
	/** Custom application vars as the media switch has them, for webhooks and call records. */
	readonly channelApplicationVars: JsonObject;
	readonly events: readonly CallEvent[];
	readonly debugDocuments: readonly DebugDocument[];
}

/** A document of the switch's debug store (reference "kazoo-pivot" §10.1), without what its API adds. */
export interface DebugDocument {
	/** Unix time in ms. */
	readonly storedAtMs: number;
	readonly document: JsonObject;
}
