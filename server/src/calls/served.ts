import type { Problem } from '../../../pivot/callflow/problem';
import type { Fault } from '../attempts/attempt';

/** How a call is answered. */
export interface Served {
	readonly attemptId: string;
	readonly outcome: 'workflow' | 'fallback' | 'switch';
	/** 502 only with `switch`: the pivot's own `_` child runs. */
	readonly status: 200 | 502;
	/** Never empty. */
	readonly body: string;
	/** Why: `answer.runs`, or the code of the last fault. */
	readonly code: string;
	readonly sentence: string;
	/** An editor that listened was asked. */
	readonly test: boolean;
	readonly executionId?: string;
	readonly pivotsBefore: number;
	readonly faults: readonly Fault[];
	readonly warnings: readonly Problem[];
	/** What was odd about the state the call brought. */
	readonly remarks?: readonly string[];
}
