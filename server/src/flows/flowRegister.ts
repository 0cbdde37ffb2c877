import type { DenyList } from '../../../pivot/callflow/denyList';
import type { Log } from '../logs/log';
import type { Store } from '../store/store';
import { withCheckedFallback } from './checkFallback';
import type { Flow } from './flow';

/**
 * After a flow was parked its workflow is still asked for this long, in ms: n8n publishes by unpublishing first, once per
 * method, and what is parked now may be answered again in a moment.
 */
export const PARK_GRACE_MS = 10_000;

/** All flows, in memory; what changes is in the store before it counts. */
export interface FlowRegister {
	get(name: string): Flow | undefined;
	list(): readonly Flow[];
	/** Rejects, and changes nothing, when the store cannot keep it. */
	put(flow: Flow): Promise<void>;
	remove(name: string): Promise<void>;
	/** True where a flow of this name was removed, now there again or not: its first voice URL leads nowhere ever after. */
	wasRemoved(name: string): boolean;
	/** True while calls of the flow go to its workflow: it is active, or was parked just now. */
	asksWorkflow(flow: Flow): boolean;
	/** Runs acts on one flow one after the other. */
	inTurn<Result>(name: string, act: () => Promise<Result>): Promise<Result>;
}

/** Loads all flows. A fallback the switch would refuse by now is told in the log and set aside. */
export async function loadFlows(store: Pick<Store, 'flows' | 'saveFlow' | 'removeFlow' | 'removedFlows'>, deny: DenyList, log: Log): Promise<FlowRegister> {
	const flows = new Map((await store.flows()).map((flow) => [flow.name, withCheckedFallback(flow, deny, log)]));
	const removed = new Set(await store.removedFlows());
	const turns = new Map<string, Promise<unknown>>();
	return {
		get: (name) => flows.get(name),
		list: () => [...flows.values()],
		async put(flow) {
			await store.saveFlow(flow);
			flows.set(flow.name, flow);
		},
		async remove(name) {
			await store.removeFlow(name);
			flows.delete(name);
			removed.add(name);
		},
		wasRemoved: (name) => removed.has(name),
		asksWorkflow: ({ state, changedAt, webhookUrl }) =>
			webhookUrl !== undefined && (state === 'active' || Date.now() - changedAt < PARK_GRACE_MS),
		async inTurn(name, act) {
			const before = turns.get(name) ?? Promise.resolve();
			const turn = before.then(act, act);
			turns.set(name, turn);
			try {
				return await turn;
			} finally {
				if (turns.get(name) === turn) turns.delete(name);
			}
		},
	};
}
