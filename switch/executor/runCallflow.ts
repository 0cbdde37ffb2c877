import type { RunnableNode } from '../../pivot/callflow/callflow';
import { moduleNamed } from '../../pivot/callflow/modules/index';
import { CallerHungUp } from '../call/callClock';
import type { LiveCall } from '../call/liveCall';
import { BEHAVIOURS } from '../modules/behaviours';
import { NodeRate } from './nodeRate';
import { goOn, type Step } from './step';

/** Branches to other callflows one call may take (reference "kazoo-callflow-modules", "Executor rules"). */
export const MAX_BRANCHES = 50;

/** How the callflow of a call ended. */
export interface FlowEnd {
	readonly by: 'switch' | 'caller';
	/** A clause: "the callflow hangs up". */
	readonly because: string;
	/** The switch broke off a flow that had more to do. */
	readonly brokenOff: boolean;
}

interface Position {
	readonly node: RunnableNode;
	readonly path: readonly string[];
}

/** Walks a callflow node by node until somebody hangs up. */
export async function runCallflow(call: LiveCall, flow: RunnableNode): Promise<FlowEnd> {
	const rate = new NodeRate();
	let waiting: readonly (Position | undefined)[] = [];
	let branches = 0;
	let position: Position = { node: flow, path: [] };
	for (;;) {
		if (!rate.take(call.clock.now)) {
			return brokenOff(`the switch ends a flow that runs more than about 20 nodes at once and 2 a second after that (before “${position.node.module}”)`);
		}
		const step = await runNode(call, position).catch(asHangUp);
		if (step === undefined) return { by: 'caller', because: 'the caller hangs up', brokenOff: false };
		const next = nextPosition(call, position, step);
		if (next !== undefined) {
			if (step.go === 'branch') {
				branches += 1;
				call.record({ type: 'branched', because: step.because });
				if (branches > MAX_BRANCHES) return brokenOff(`the switch ends a call after ${MAX_BRANCHES} branches`);
				waiting = [...waiting, step.resume ? childOf(position, '_') : undefined];
			}
			if (step.go === 'replace' && step.because !== '') call.record({ type: 'branched', because: step.because });
			if (step.go === 'replace' && step.reroute) waiting = [];
			call.depth = waiting.length;
			position = next;
			continue;
		}
		if (step.go === 'end') return { by: 'switch', because: step.because, brokenOff: false };
		const resumed = waiting.findLastIndex((one) => one !== undefined);
		const resume = waiting[resumed];
		if (resume === undefined) return { by: 'switch', because: endOfFlow(step), brokenOff: false };
		waiting = waiting.slice(0, resumed);
		call.depth = waiting.length;
		call.record({ type: 'went on', child: '_', because: 'the callflow branched to has ended' });
		position = resume;
	}
}

function brokenOff(because: string): FlowEnd {
	return { by: 'switch', because, brokenOff: true };
}

function asHangUp(error: unknown): undefined {
	if (error instanceof CallerHungUp) return undefined;
	throw error;
}

function endOfFlow(step: Step): string {
	return step.because === '' || step.go === 'child' ? `the callflow ends${step.because === '' ? '' : `: ${step.because}`}` : step.because;
}

/** Where the flow goes from here; undefined where it stops. */
function nextPosition(call: LiveCall, position: Position, step: Step): Position | undefined {
	switch (step.go) {
		case 'branch':
		case 'replace':
			return { node: step.flow, path: [] };
		case 'child': {
			const next = step.wanted.map((name) => childOf(position, name)).find((child) => child !== undefined) ?? childOf(position, '_');
			const name = next?.path.at(-1) ?? '_';
			if (step.wanted.length > 0 || step.because !== '') call.record({ type: 'went on', child: next === undefined ? '' : name, because: step.because });
			return next;
		}
		case 'stop':
		case 'end':
			return undefined;
	}
}

function childOf(position: Position, name: string): Position | undefined {
	const node = Object.hasOwn(position.node.children, name) ? position.node.children[name] : undefined;
	return node === undefined ? undefined : { node, path: [...position.path, name] };
}

async function runNode(call: LiveCall, { node, path }: Position): Promise<Step> {
	const behaviour = moduleNamed(node.module)?.versions.includes(call.version) === true ? BEHAVIOURS[node.module] : undefined;
	call.clock.expectCaller();
	const skipped = node.data['skip_module'] === true;
	if (!skipped && behaviour !== undefined && node.module !== 'pivot') call.nodeRuns();
	call.record({ type: 'node', module: node.module, path, data: node.data });
	if (skipped) return goOn('skip_module is set');
	if (behaviour === undefined) return goOn('the switch has no such module');
	return behaviour({ call, node, data: node.data });
}
