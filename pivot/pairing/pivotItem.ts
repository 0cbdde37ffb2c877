import type { CallflowNode } from '../callflow/callflow';
import type { DenyList } from '../callflow/denyList';
import type { Draft } from '../callflow/draft';
import type { JsonObject } from '../json';
import type { SwitchTarget } from '../switchVersion';

/**
 * What a Pivot Trigger puts under `pivot` in its item and the other Pivot nodes read and hand on. Plain JSON, so that it
 * survives every n8n node that keeps its input.
 */
export interface PivotItem {
	readonly v: 1;
	/** Attempt id; made by the server, or by the trigger when it answers alone. */
	readonly attempt: string;
	readonly flow: string;
	/** The address the switch asked: what a callflow needs to come back to this flow. */
	readonly voiceUrl: string;
	/** When the caller is served by somebody else, by n8n's own clock: Unix ms. */
	readonly deadline: number;
	/** Time for a whole answer of this flow, in ms: what a pivot that comes back to it may wait for. */
	readonly budgetMs: number;
	/** Serves the caller where nothing else does: nested pivots that fail, places no branch filled. */
	readonly fallback: CallflowNode;
	readonly switchVersion: SwitchTarget;
	/** URLs this switch refuses; absent: KAZOO's default. */
	readonly deny?: DenyList;
	readonly mode: 'paired' | 'alone' | 'sample';
	/** Signs the answer to this attempt; absent when the trigger answers alone. */
	readonly answerKey?: string;
	/** Pivots that come back keep debug logs on the switch; absent: no. */
	readonly debug?: boolean;
	/** Custom application vars as the call brought them, and those set for it since. */
	readonly variables?: JsonObject;
	readonly draft: Draft;
}
