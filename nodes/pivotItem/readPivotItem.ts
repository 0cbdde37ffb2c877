import { isJsonObject } from '../../pivot/json';
import type { PivotItem } from '../../pivot/pairing/pivotItem';
import { SWITCH_VERSIONS } from '../../pivot/switchVersion';
import { isCallflowNode } from '../callflowNode/isCallflowNode';

/** The key under which a Pivot Trigger puts what the other Pivot nodes hand on. */
export const PIVOT_KEY = 'pivot';

/** What a Pivot node put into an item; undefined where the item comes from somewhere else. */
export function readPivotItem(json: unknown): PivotItem | undefined {
	const value = isJsonObject(json) ? json[PIVOT_KEY] : undefined;
	return isPivotItem(value) ? value : undefined;
}

const MODES: readonly unknown[] = ['paired', 'alone', 'sample'];
const TARGETS: readonly unknown[] = ['any', ...SWITCH_VERSIONS];

function isPivotItem(value: unknown): value is PivotItem {
	return (
		isJsonObject(value) &&
		value['v'] === 1 &&
		['attempt', 'flow', 'voiceUrl'].every((key) => typeof value[key] === 'string') &&
		['deadline', 'budgetMs'].every((key) => typeof value[key] === 'number') &&
		MODES.includes(value['mode']) &&
		TARGETS.includes(value['switchVersion']) &&
		isCallflowNode(value['fallback']) &&
		isJsonObject(value['draft']) &&
		Array.isArray(value['draft']['at'])
	);
}
