import type { RunnableNode } from '../../pivot/callflow/callflow';

/** What the executor does after a node. */
export type Step =
	/** On to the first child of these names that is there, else `_`, else a plain stop. */
	| { readonly go: 'child'; readonly wanted: readonly string[]; readonly because: string }
	/** A plain stop: the innermost waiting `_` runs next, otherwise the call is hung up. */
	| { readonly go: 'stop'; readonly because: string }
	/** The call ends, whatever waits. */
	| { readonly go: 'end'; readonly because: string }
	/** Run another callflow; when it ends, this node's `_` runs where `resume` is set. */
	| { readonly go: 'branch'; readonly flow: RunnableNode; readonly resume: boolean; readonly because: string }
	/** This flow replaces the running one; what waits keeps waiting, unless `reroute`: the call starts over. */
	| { readonly go: 'replace'; readonly flow: RunnableNode; readonly reroute: boolean; readonly because: string };

/** On to `_`. */
export function goOn(because = ''): Step {
	return { go: 'child', wanted: [], because };
}

/** On to the first of these children, else `_`. */
export function goTo(wanted: string | readonly string[], because: string): Step {
	return { go: 'child', wanted: typeof wanted === 'string' ? [wanted] : wanted, because };
}

/** A plain stop. */
export function stop(because: string): Step {
	return { go: 'stop', because };
}

/** The end of the call. */
export function end(because: string): Step {
	return { go: 'end', because };
}

/** Over to another callflow of the account, and back to `_` unless `resume` is false. */
export function branchTo(flow: RunnableNode, because: string, resume = true): Step {
	return { go: 'branch', flow, resume, because };
}
