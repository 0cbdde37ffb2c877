import type { PivotConnection } from '../../../crossbar/callflowDocument';
import type { Dialect } from '../../../crossbar/dialects';
import { deniedBy } from '../../../pivot/callflow/denied';
import { KAZOO_DENY_LIST, type DenyList } from '../../../pivot/callflow/denyList';
import type { RegisteredFlow } from '../../../pivot/pairing/messages';

/** The longest a switch waits for an answer, in ms (reference "kazoo-pivot" §2.1). */
const LONGEST_WAIT_MS = 5_000;

/** What the switch waits longer than the flow may take, in ms: the way there and back. */
const ROOM_MS = 500;

/** The pivot that leads to a flow. @param waitMs how long the switch waits; undefined: a little longer than the flow may take */
export function pivotTo({ voiceUrl, budgetMs }: RegisteredFlow, { reqFormat }: Pick<Dialect, 'reqFormat'>, waitMs?: number): PivotConnection {
	return { voiceUrl, budgetMs, reqFormat, reqTimeoutMs: waitMs ?? Math.min(LONGEST_WAIT_MS, budgetMs + ROOM_MS), debug: true };
}

/** What should be known before calls go to a flow. @param deny what this switch refuses, where that is more than KAZOO's default */
export function warningsAbout({ flow, state, voiceUrl }: RegisteredFlow, deny: DenyList): string[] {
	const entry = deniedBy(voiceUrl, KAZOO_DENY_LIST) === undefined ? deniedBy(voiceUrl, deny) : undefined;
	return [
		...(state === 'parked' ? [`The flow ${flow} is parked: until its workflow is published, callers hear its fallback.`] : []),
		...(entry === undefined ? [] : [`The switch refuses to call ${voiceUrl} (“${entry}” is on its deny list). Set PIVOT_PUBLIC_URL of the pivot server to an address the switch reaches.`]),
	];
}
