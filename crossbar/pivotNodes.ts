import { isJsonObject, type JsonObject } from '../pivot/json';
import type { CallflowChange, StoredPivot } from './callflowDocument';
import { CrossbarError } from './crossbarError';
import { differenceOf } from './differenceOf';

/** All pivots of a stored callflow, from its beginning downwards. */
export function storedPivots(document: JsonObject): StoredPivot[] {
	const flow = document['flow'];
	return isJsonObject(flow) ? pivotsIn(flow, 'flow') : [];
}

function pivotsIn(node: JsonObject, path: string): StoredPivot[] {
	const children = childrenOf(node);
	const own = node['module'] === 'pivot' ? [{ path, data: dataOf(node), hasFailback: isJsonObject(children['_']) }] : [];
	const below = Object.entries(children).flatMap(([key, child]) => (isJsonObject(child) ? pivotsIn(child, childPath(path, key)) : []));
	return [...own, ...below];
}

/**
 * Switches the debug log of a stored callflow's pivots on or off: of all, or of the one at `path` (as {@link storedPivots}
 * names it). Nothing else of the document changes.
 *
 * Throws `crossbar.callflow` where there is no such pivot.
 */
export function setDebug(document: JsonObject, on: boolean, path?: string): CallflowChange {
	const chosen = storedPivots(document).filter((pivot) => path === undefined || pivot.path === path);
	if (chosen.length === 0) {
		const why = path === undefined ? 'This callflow has no pivot, so there is nothing to log.' : `This callflow has no pivot at “${path}”.`;
		throw new CrossbarError('crossbar.callflow', `${why} Choose a callflow with a pivot in it, or connect its number first.`);
	}
	const paths = new Set(chosen.filter(({ data }) => (data['debug'] === true) !== on).map((pivot) => pivot.path));
	const flow = document['flow'];
	const after = isJsonObject(flow) && paths.size > 0 ? { ...document, flow: flagged(flow, 'flow', paths, on) } : document;
	return { before: document, after, difference: differenceOf(document, after), warnings: [], changed: paths.size > 0 };
}

function flagged(node: JsonObject, path: string, paths: ReadonlySet<string>, debug: boolean): JsonObject {
	const own = paths.has(path) ? { ...node, data: { ...dataOf(node), debug } } : node;
	const children = node['children'];
	if (!isJsonObject(children)) return own;
	const below = Object.entries(children).map(([key, child]) => [key, isJsonObject(child) ? flagged(child, childPath(path, key), paths, debug) : child] as const);
	return { ...own, children: Object.fromEntries(below) };
}

/** The data of a node; none where it has none. */
export function dataOf(node: JsonObject): JsonObject {
	return isJsonObject(node['data']) ? node['data'] : {};
}

/** The children of a node by their keys; none where it has none. */
export function childrenOf(node: JsonObject): JsonObject {
	return isJsonObject(node['children']) ? node['children'] : {};
}

function childPath(path: string, key: string): string {
	return `${path}.children.${key}`;
}
