import { isJsonObject } from '../json';
import { versionsOf, type SwitchTarget, type SwitchVersion } from '../switchVersion';
import type { CallflowNode } from './callflow';

/**
 * Nodes below one another that are looked at; deeper ones are refused (`callflow.too-deep`). The switch itself knows no
 * limit, but no call gets there, and programs on the way break on such nesting.
 */
export const MAX_DEPTH = 1000;

/** One place of a callflow where the switch expects a node. */
export interface Place {
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

/** A place that has been reached. */
export interface Visit extends Place {
	/** The places directly below, in document order. */
	readonly below: readonly Place[];
}

/**
 * All places of a callflow, parents before children, in document order, without recursion. A child key without any
 * character but line breaks is passed over: the switch's pattern for keys (`.+`) does not match it, so nothing below is
 * checked. What stands at `MAX_DEPTH` is still visited, nothing below it.
 */
export function* walkCallflow(root: unknown, target: SwitchTarget): Generator<Visit> {
	const open: Place[] = [{ value: root, path: '', depth: 0, versions: versionsOf(target) }];
	for (let place = open.pop(); place; place = open.pop()) {
		const below: Place[] = [];
		const visit: Visit = { ...place, below };
		for (const next of placesBelow(visit)) below.push(next);
		yield visit;
		if (visit.depth < MAX_DEPTH) for (const next of below.toReversed()) open.push(next);
	}
}

function placesBelow(visit: Visit): Place[] {
	if (!isJsonObject(visit.value)) return [];
	const { module, data, children } = visit.value;
	const below = { above: visit, depth: visit.depth + 1 };
	const places: Place[] = [];
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

/** Objects and lists inside one another that are looked at in a node, its children left aside. */
export const MAX_NESTING = 100;

/** Whether a node has too many steps below it, or data that nests absurdly. */
export function isTooDeep(visit: Visit): boolean {
	if (visit.depth === MAX_DEPTH && visit.below.length > 0) return true;
	const elsewhere = new Set(visit.below.map(({ value }) => value));
	const open: { readonly value: unknown; readonly level: number }[] = [{ value: visit.value, level: 0 }];
	for (let next = open.pop(); next; next = open.pop()) {
		const { value, level } = next;
		if (typeof value !== 'object' || value === null || (level > 0 && elsewhere.has(value))) continue;
		if (level > MAX_NESTING) return true;
		for (const item of Object.values(value)) open.push({ value: item, level: level + 1 });
	}
	return false;
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
	for (const visit of walkCallflow(json, 'master')) {
		const { value } = visit;
		if (!isJsonObject(value) || typeof value['module'] !== 'string' || isTooDeep(visit)) return false;
		const { data, children } = value;
		if ((data !== undefined && !isJsonObject(data)) || (children !== undefined && !isJsonObject(children))) return false;
	}
	return true;
}
