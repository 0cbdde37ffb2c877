import type { CallflowNode } from './callflow';

/** Where a node stands: child keys from the root; empty for the root itself. */
export type Place = readonly string[];

/**
 * A callflow under construction, carried in the n8n item: the tree so far, the place where the next step goes, and
 * which branches were opened (n8n reference §8). Plain JSON.
 */
export interface Draft {
	/** Absent: nothing drawn yet. */
	readonly tree?: CallflowNode;
	/** The place of the next step. */
	readonly at: Place;
	/** For each place at which the flow branched ({@link placeKey}): the child keys that were opened. */
	readonly splits: Readonly<Record<string, readonly string[]>>;
	/** For each place ({@link placeKey}): the name of the n8n node that drew it, so that a conflict can name both. */
	readonly drawnBy: Readonly<Record<string, string>>;
}

/** The draft a call starts with. */
export const EMPTY_DRAFT: Draft = { at: [], splits: {}, drawnBy: {} };

/** A place as a key of `splits` and `drawnBy`. */
export function placeKey(place: Place): string {
	return JSON.stringify(place);
}

/** A place in words: "at the start", or "after 2 → NO_ANSWER". */
export function placeInWords(place: Place): string {
	return place.length === 0 ? 'at the start of the callflow' : `after ${place.map((key) => (key === '_' ? 'any result' : key)).join(' → ')}`;
}
