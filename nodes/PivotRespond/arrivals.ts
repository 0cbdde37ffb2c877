import type { IExecuteFunctions } from 'n8n-workflow';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import { placeInWords, type Draft } from '../../pivot/callflow/draft';
import { fillPlaces, mergeDrafts, type MergedDraft } from '../../pivot/callflow/draftSteps';
import { isJsonObject } from '../../pivot/json';
import type { PivotItem } from '../../pivot/pairing/pivotItem';
import { readJsonParameter } from '../parameters/readJsonParameter';
import { answerCall } from './answerCall';
import type { ReadyCallflow } from './callflowGiven';
import { refusal, type Refusal } from './refusal';
import { sideEffects, sideEffectsInWords } from './sideEffects';

const NOTHING_DRAWN = 'Nothing is drawn: put at least one Pivot Callflow node between Pivot Trigger and Pivot Respond, or answer with a callflow as JSON.';

/** What has arrived in this execution so far; n8n keeps it apart for every execution. */
interface Arrivals {
	drafts?: Draft[];
	/** The end of the execution is being waited for. */
	waiting?: boolean;
	answered?: boolean;
}

/**
 * Adds the drafts that have just arrived to those of the branches before. Ready when no branch is missing; else the answer leaves
 * when the execution ends, with what came until then.
 */
export function arrivedCallflow(context: IExecuteFunctions, pivot: PivotItem, drafts: readonly Draft[]): ReadyCallflow | Refusal | 'later' {
	const arrivals: Arrivals = context.getContext('node');
	if (arrivals.answered === true) return 'later';
	if (arrivals.drafts === undefined) warnOfSideEffects(context, drafts);
	arrivals.drafts = [...(arrivals.drafts ?? []), ...drafts];

	const merged = mergeDrafts(arrivals.drafts);
	const conflict = conflictInWords(merged);
	if (conflict !== undefined) return refusal(conflict);
	if (!merged.tree) return refusal(NOTHING_DRAWN);
	if (merged.openPlaces.length === 0) {
		arrivals.answered = true;
		return { ok: true, callflow: asJson(merged.tree), openPlaces: [] };
	}
	return waitForTheRest(context, pivot, arrivals, merged);
}

/** Said once, with the first branch that arrives. */
function warnOfSideEffects(context: IExecuteFunctions, drafts: readonly Draft[]): void {
	if (drafts.every(({ splits }) => Object.keys(splits).length === 0)) return;
	const effects = sideEffects(context);
	if (effects.length > 0) context.addExecutionHints({ message: sideEffectsInWords(effects), type: 'warning', location: 'outputPane' });
}

function waitForTheRest(context: IExecuteFunctions, pivot: PivotItem, arrivals: Arrivals, merged: MergedDraft): Refusal | 'later' {
	if (context.onExecutionFinish === undefined) {
		return refusal(`Not every branch has arrived: nothing is drawn ${merged.openPlaces.map(placeInWords).join(', ')}. This version of n8n cannot wait for the rest: wire every branch into Pivot Respond.`);
	}
	if (arrivals.waiting === true) return 'later';
	arrivals.waiting = true;
	context.onExecutionFinish(async () => {
		if (arrivals.answered === true || Date.now() > pivot.deadline) return;
		const ready = withGaps(pivot, mergeDrafts(arrivals.drafts ?? []));
		const answered = ready.ok ? await answerCall(context, pivot, ready) : ready;
		if (!answered.ok) context.logger.warn(`Pivot Respond sent no answer. ${answered.message}`);
	});
	return 'later';
}

/** Places nothing was drawn at: the pivot server fills them when it is told which; without one, the fallback goes in here. */
function withGaps(pivot: PivotItem, merged: MergedDraft): ReadyCallflow | Refusal {
	const conflict = conflictInWords(merged);
	if (conflict !== undefined || !merged.tree) return refusal(conflict ?? NOTHING_DRAWN);
	if (pivot.mode === 'paired') return { ok: true, callflow: asJson(merged.tree), openPlaces: merged.openPlaces };
	return { ok: true, callflow: asJson(fillPlaces(merged.tree, merged.openPlaces, pivot.fallback)), openPlaces: merged.openPlaces };
}

function conflictInWords({ conflicts }: MergedDraft): string | undefined {
	const [conflict] = conflicts;
	if (!conflict) return undefined;
	return `${conflict.first} and ${conflict.second} are both drawn ${placeInWords(conflict.place)}, where one step goes. Wire them one after the other, or into different branches.`;
}

function asJson(tree: CallflowNode) {
	const json = readJsonParameter(tree);
	return json.ok && isJsonObject(json.value) ? json.value : {};
}
