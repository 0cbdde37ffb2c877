import { isJsonObject } from '../json';
import { versionsOf, type SwitchTarget, type SwitchVersion } from '../switchVersion';
import type { CallflowNode } from './callflow';

/**
 * Nodes below one another that are looked at; deeper ones are refused (`callflow.too-deep`). The switch itself knows no
 * limit, but no call gets there, and programs on the way break on such nesting.
 */
export const MAX_DEPTH = 1000;

/** One place of a callflow where the switch expects a node. */
export interface Visit {
	/** What stands there; anything JSON can hold. */
	readonly value: unknown;
	/** Dotted path from the root, `''` for the root. */
	readonly path: string;
	/** The node above; absent for the root. */
	readonly above?: Visit;
	/** 0 for the root. */
	readonly depth: number;
	/** The versions that look at this place: only K5 runs a flow written into a `callflow` node. */
	readonly versions: readonly SwitchVersion[];
}

/**
 * All places of a callflow, parents before children, in document order, without recursion. A child key without any
 * character but line breaks is passed over: the switch's pattern for keys (`.+`) does not match it, so nothing below is
 * checked. What stands at `MAX_DEPTH` is still visited, nothing below it.
 */
export function* walkCallflow(root: unknown, target: SwitchTarget): Generator<Visit> {
	const open: Visit[] = [{ value: root, path: '', depth: 0, versions: versionsOf(target) }];
	for (let visit = open.pop(); visit; visit = open.pop()) {
		yield visit;
		if (visit.depth < MAX_DEPTH) open.push(...placesBelow(visit).reverse());
	}
}

function placesBelow(visit: Visit): Visit[] {
	if (!isJsonObject(visit.value)) return [];
	const { module, data, children } = visit.value;
	const below = { above: visit, depth: visit.depth + 1 };
	const places: Visit[] = [];
	const inline = isJsonObject(data) ? data['flow'] : undefined;
	if (module === 'callflow' && isJsonObject(inline) && visit.versions.includes('K5')) {
		places.push({ ...below, value: inline, path: join(visit.path, 'data.flow'), versions: ['K5'] });
	}
	if (isJsonObject(children)) {
		for (const [key, value] of Object.entries(children)) {
			if (isCheckedKey(key)) {
				places.push({ ...below, value, path: join(visit.path, `children.${key}`), versions: visit.versions });
			}
		}
	}
	return places;
}

/** Whether the switch checks the child of this name. */
export function isCheckedKey(key: string): boolean {
	return /[^\n]/.test(key);
}

/** Puts two dotted paths behind one another. */
export function join(path: string, further: string): string {
	if (path === '' || further === '') return path + further;
	return `${path}.${further}`;
}

/** Whether the value has the shape of a callflow, as far as the switch looks and whatever the modules say of their data. */
export function isCallflow(json: unknown): json is CallflowNode {
	for (const { value } of walkCallflow(json, 'master')) {
		if (!isJsonObject(value) || typeof value['module'] !== 'string') return false;
		const { data, children } = value;
		if ((data !== undefined && !isJsonObject(data)) || (children !== undefined && !isJsonObject(children))) return false;
	}
	return true;
}
