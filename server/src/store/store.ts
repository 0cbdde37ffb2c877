import type { Attempt, AttemptFilter, AttemptSummary } from '../attempts/attempt';
import type { Flow } from '../flows/flow';
import type { KeptState } from '../state/keptState';
import type { Token } from '../../../pivot/pairing/signature';

/**
 * What the server keeps. Nothing on the path of a call waits for it, but for {@link Store.state} and that not long. Every call may
 * reject.
 */
export interface Store {
	flows(): Promise<readonly Flow[]>;
	/** Resolves once the flow would survive the end of the process. */
	saveFlow(flow: Flow): Promise<void>;
	/** Removes the flow and remembers that it was there. */
	removeFlow(name: string): Promise<void>;
	/** Names of flows that were removed at some time, whether or not they are there again. */
	removedFlows(): Promise<readonly string[]>;
	tokens(): Promise<readonly Token[]>;
	saveToken(token: Token): Promise<void>;
	addAttempts(attempts: readonly Attempt[]): Promise<void>;
	/** Newest first. */
	attempts(filter: AttemptFilter): Promise<readonly AttemptSummary[]>;
	attempt(id: string): Promise<Attempt | undefined>;
	/** @param before Unix ms */
	removeAttempts(before: number): Promise<void>;
	saveState(state: KeptState): Promise<void>;
	state(id: string): Promise<KeptState | undefined>;
	/** @param before Unix ms: removes what was to be kept until then */
	removeStates(before: number): Promise<void>;
	/** Resolves when the store answers. */
	ping(): Promise<void>;
	close(): Promise<void>;
}
