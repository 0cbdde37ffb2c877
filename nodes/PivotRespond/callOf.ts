import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Draft } from '../../pivot/callflow/draft';
import type { PivotItem } from '../../pivot/pairing/pivotItem';
import { findPivotItem } from '../pivotItem/findPivotItem';
import { SAMPLE_PIVOT_ITEM } from '../pivotItem/samplePivotItem';
import { refusal, type Refusal } from './refusal';

/** The call that is to be answered, and the drafts that have arrived with it. */
export interface AnsweredCall {
	readonly ok: true;
	readonly pivot: PivotItem;
	readonly drafts: readonly Draft[];
}

const NO_TRIGGER = 'Pivot Respond has no call to answer: no Pivot Trigger started this workflow. Put one at its start; calls that another trigger takes cannot be answered here.';

/** In the editor a workflow may run without a call, to be looked at. */
export function callOf(context: IExecuteFunctions, items: readonly INodeExecutionData[]): AnsweredCall | Refusal {
	const found = items.map((_, index) => findPivotItem(context, index)).filter((pivot) => pivot !== undefined);
	const pivot = found[0] ?? SAMPLE_PIVOT_ITEM;
	if (pivot.mode === 'sample' && context.getMode() !== 'manual') return refusal(NO_TRIGGER);
	return { ok: true, pivot, drafts: found.map(({ draft }) => draft) };
}
