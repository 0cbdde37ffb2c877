import type { CallflowNode } from './callflow';

/**
 * A callflow under construction, carried in the n8n item: the tree so far, the place where the next step goes, and
 * which branches were opened (n8n reference §8).
 */
export interface Draft {
	/** Absent: nothing drawn yet. */
	readonly tree?: CallflowNode;
	/** Child keys from the root to the place of the next step; empty for the root itself. */
	readonly at: readonly string[];
	/** Places at which the flow branched: path of the branching node, joined by `\u0000`, to the keys that were opened. */
	readonly splits: Readonly<Record<string, readonly string[]>>;
	/** Who drew each node: path joined by `\u0000` to the name of the n8n node, so that a conflict can name both. */
	readonly drawnBy: Readonly<Record<string, string>>;
	/** True after a terminal module: nothing can follow. */
	readonly closed?: boolean;
}

/** The draft a call starts with. */
export const EMPTY_DRAFT: Draft = { at: [], splits: {}, drawnBy: {} };
