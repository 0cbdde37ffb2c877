import type { JsonObject } from '../json';
import type { CallflowNode } from './callflow';
import { placeInWords, placeKey, type Draft, type Place } from './draft';

/** One step to draw: a node without children. */
export interface DraftStep {
	readonly module: string;
	readonly data: JsonObject;
}

/** A step cannot be drawn where it was asked for; the message says why and what to do. */
export class DraftError extends Error {
	override readonly name = 'DraftError';
}

/**
 * Puts a step at the draft's place and moves the place to the step's `_` child.
 *
 * @param drawnBy name of the n8n node that draws it
 * @throws DraftError when something else stands there already
 */
export function addStep(draft: Draft, step: DraftStep, drawnBy: string): Draft {
	const place = draft.at;
	const standing = nodeAt(draft.tree, place);
	if (standing) {
		throw new DraftError(
			`“${drawnBy}” (${step.module}) cannot be drawn ${placeInWords(place)}: “${drawnAt(draft, place)}” (${standing.module}) stands there already. Wire the two one after the other, or into different branches.`,
		);
	}
	return {
		tree: withNodeAt(draft.tree, place, { module: step.module, data: step.data, children: {} }),
		at: [...place, '_'],
		splits: draft.splits,
		drawnBy: { ...draft.drawnBy, [placeKey(place)]: drawnBy },
	};
}

/**
 * Opens branches below the step drawn last: one draft per key, each with its own place.
 *
 * @throws DraftError when no step was drawn yet
 */
export function openBranches(draft: Draft, keys: readonly string[]): readonly Draft[] {
	const branching = draft.at.slice(0, -1);
	if (!nodeAt(draft.tree, branching)) throw new DraftError('Branches need a step to branch from: draw one first.');
	const splits = { ...draft.splits, [placeKey(branching)]: [...keys] };
	return keys.map((key) => ({ ...draft, splits, at: [...branching, key] }));
}

/** Two different steps at one place. */
export interface DraftConflict {
	readonly place: Place;
	/** Names of the n8n nodes that drew them, with their modules. */
	readonly first: string;
	readonly second: string;
}

export interface MergedDraft {
	/** Absent when no draft held a step. */
	readonly tree?: CallflowNode;
	/** Opened branches below which nothing has arrived yet. */
	readonly openPlaces: readonly Place[];
	readonly conflicts: readonly DraftConflict[];
}

/**
 * Joins what the branches of a workflow drew of one callflow. The order and the number of times a draft arrives make no
 * difference.
 */
export function mergeDrafts(drafts: readonly Draft[]): MergedDraft {
	const conflicts = new Map<string, DraftConflict>();
	let tree: CallflowNode | undefined;
	let drawnBy: Readonly<Record<string, string>> = {};
	for (const draft of drafts) {
		const names = { ours: drawnBy, theirs: draft.drawnBy };
		tree = mergeNodes(tree, draft.tree, [], names, conflicts);
		drawnBy = { ...draft.drawnBy, ...drawnBy };
	}
	const merged = { openPlaces: openPlaces(drafts), conflicts: [...conflicts.values()] };
	return tree ? { tree, ...merged } : merged;
}

/** Puts a callflow into each of the places: what is heard where a branch was drawn and nothing arrived. */
export function fillPlaces(tree: CallflowNode, places: readonly Place[], filling: CallflowNode): CallflowNode {
	return places.reduce((filled, place) => (nodeAt(filled, place) ? filled : withNodeAt(filled, place, filling)), tree);
}

/** The node at a place, if one stands there. */
export function nodeAt(tree: CallflowNode | undefined, place: Place): CallflowNode | undefined {
	let node = tree;
	for (const key of place) {
		const children: Readonly<Record<string, CallflowNode>> = node?.children ?? {};
		node = Object.hasOwn(children, key) ? children[key] : undefined;
	}
	return node;
}

function withNodeAt(tree: CallflowNode | undefined, place: Place, node: CallflowNode): CallflowNode {
	const [key, ...rest] = place;
	if (key === undefined) return node;
	if (!tree) throw new DraftError(`Nothing is drawn yet, so nothing can stand ${placeInWords(place)}.`);
	const child = nodeAt(tree, [key]);
	return { ...tree, children: withChild(tree.children ?? {}, key, withNodeAt(child, rest, node)) };
}

function withChild(children: Readonly<Record<string, CallflowNode>>, key: string, child: CallflowNode): Readonly<Record<string, CallflowNode>> {
	return Object.fromEntries([...Object.entries(children).filter(([name]) => name !== key), [key, child]]);
}

interface Names {
	readonly ours: Readonly<Record<string, string>>;
	readonly theirs: Readonly<Record<string, string>>;
}

function mergeNodes(
	ours: CallflowNode | undefined,
	theirs: CallflowNode | undefined,
	place: Place,
	names: Names,
	conflicts: Map<string, DraftConflict>,
): CallflowNode | undefined {
	if (!ours || !theirs) return ours ?? theirs;
	if (ours.module !== theirs.module || !sameJson(ours.data ?? {}, theirs.data ?? {})) {
		const key = placeKey(place);
		conflicts.set(key, {
			place,
			first: `“${names.ours[key] ?? 'a step'}” (${ours.module})`,
			second: `“${names.theirs[key] ?? 'a step'}” (${theirs.module})`,
		});
		return ours;
	}
	const children = new Map(Object.entries(ours.children ?? {}));
	for (const [key, child] of Object.entries(theirs.children ?? {})) {
		const merged = mergeNodes(children.get(key), child, [...place, key], names, conflicts);
		if (merged) children.set(key, merged);
	}
	return { ...ours, children: Object.fromEntries(children) };
}

function openPlaces(drafts: readonly Draft[]): readonly Place[] {
	const opened = new Map<string, Place>();
	for (const draft of drafts) {
		for (const [branching, keys] of Object.entries(draft.splits)) {
			for (const key of keys) {
				const place = [...(JSON.parse(branching) as string[]), key];
				opened.set(placeKey(place), place);
			}
		}
	}
	return [...opened.values()].filter((place) => !drafts.some((draft) => liesBelow(draft.at, place)));
}

function liesBelow(at: Place, place: Place): boolean {
	return place.every((key, depth) => at[depth] === key);
}

function drawnAt(draft: Draft, place: Place): string {
	return draft.drawnBy[placeKey(place)] ?? 'another step';
}

function sameJson(a: JsonObject, b: JsonObject): boolean {
	return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	);
}
