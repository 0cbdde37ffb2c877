import type { IExecuteFunctions } from 'n8n-workflow';
import { isJsonObject } from '../../pivot/json';

/** A node that does something in a branch, where it does it on every call. */
export interface SideEffect {
	readonly node: string;
	/** The step whose output leads to it. */
	readonly step: string;
}

/**
 * Nodes of others that stand in a drawn branch and change something outside. Every output of a step draws on every call, so they
 * run for every caller, whatever the caller presses later. What comes behind this node is left out: it runs once, after the answer.
 */
export function sideEffects(context: IExecuteFunctions): readonly SideEffect[] {
	const me = context.getNode().name;
	const steps = context.getParentNodes(me, { includeNodeParameters: true }).filter((parent) => CALLFLOW.test(parent.type) && hasBranches(parent.parameters));
	if (steps.length === 0) return [];
	const behind = new Set([me, ...context.getChildNodes(me).map(({ name }) => name)]);
	const found = new Map<string, SideEffect>();
	for (const step of steps) {
		for (const { name, type, disabled, parameters } of context.getChildNodes(step.name, { includeNodeParameters: true })) {
			if (behind.has(name) || disabled || !changesSomething(type, parameters)) continue;
			found.set(name, { node: name, step: step.name });
		}
	}
	return [...found.values()];
}

/** What to do about it, in words. */
export function sideEffectsInWords(effects: readonly SideEffect[]): string {
	const named = effects.map(({ node, step }) => `“${node}” (behind “${step}”)`).join(', ');
	return `${named} ${effects.length === 1 ? 'stands' : 'stand'} in a drawn branch and so ran on this call, as on every call: the switch chooses a branch `
		+ 'only later. For what must happen only when a branch is taken, end that branch with the operation “Ask a Server What to Do Next” and do it in the workflow that answers then.';
}

const CALLFLOW = /\.pivotCallflow$/;

function hasBranches(parameters: unknown): boolean {
	const branches = isJsonObject(parameters) ? parameters['branches'] : undefined;
	const named = isJsonObject(branches) ? branches['branch'] : undefined;
	return Array.isArray(named) && named.length > 0;
}

/** Nodes of this package that only read or draw, and n8n's own that only handle items. */
const OURS = /\.pivot(?:Trigger|Callflow|Variables|Respond|Debug)$/;
const ONLY_ITEMS = new RegExp(
	'^n8n-nodes-base\\.(?:set|if|switch|filter|merge|noOp|code|function|functionItem|dateTime|crypto|limit|sort|aggregate|splitOut|renameKeys'
	+ '|removeDuplicates|summarize|itemLists|html|htmlExtract|markdown|xml|compareDatasets|stopAndError|wait|splitInBatches|convertToFile'
	+ '|extractFromFile|jwt|totp|executionData|stickyNote)$',
);
const ONLY_READS = /^(?:get|list|search|select|read|lookup|count|find|fetch|query)/i;

function changesSomething(type: string, parameters: unknown): boolean {
	if (OURS.test(type) || ONLY_ITEMS.test(type)) return false;
	const given = isJsonObject(parameters) ? parameters : {};
	if (type === 'n8n-nodes-base.httpRequest') return given['method'] !== undefined && given['method'] !== 'GET';
	return !(typeof given['operation'] === 'string' && ONLY_READS.test(given['operation']));
}
