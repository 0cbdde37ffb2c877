import type { IExecuteFunctions } from 'n8n-workflow';
import type { PivotItem } from '../../pivot/pairing/pivotItem';
import { readPivotItem } from './readPivotItem';

/** Types whose items carry a draft, whatever stands in front of them: package name or folder. */
const PIVOT_NODES = /\.(?:pivotTrigger|pivotCallflow|pivotVariables)$/;

/** How far back a Pivot node is looked for. */
const FARTHEST = 50;

/**
 * The call an item belongs to. Many nodes (Set, HTTP Request, Code) drop the fields of the items they get; then the nearest
 * Pivot node before them is asked, along n8n's item linking.
 */
export function findPivotItem(context: IExecuteFunctions, itemIndex: number): PivotItem | undefined {
	const own = readPivotItem(context.getInputData()[itemIndex]?.json);
	if (own) return own;
	for (const name of pivotNodesBefore(context)) {
		const linked = linkedItem(context, itemIndex, name);
		if (linked) return linked;
	}
	return undefined;
}

/** Names of the Pivot nodes before this one, nearest first: `getParentNodes` without a depth is in no such order. */
function pivotNodesBefore(context: IExecuteFunctions): readonly string[] {
	const me = context.getNode().name;
	const found = new Set<string>();
	let seen = -1;
	for (let depth = 1; depth <= FARTHEST; depth++) {
		const parents = context.getParentNodes(me, { depth });
		for (const { name, type } of parents) if (PIVOT_NODES.test(type)) found.add(name);
		if (parents.length === seen) break;
		seen = parents.length;
	}
	return [...found];
}

function linkedItem(context: IExecuteFunctions, itemIndex: number, nodeName: string): PivotItem | undefined {
	try {
		const { $ } = context.getWorkflowDataProxy(itemIndex);
		return readPivotItem($(nodeName).item.json);
	} catch {
		// n8n throws where a node has not run or an item cannot be linked: then it is not this one.
		return undefined;
	}
}
