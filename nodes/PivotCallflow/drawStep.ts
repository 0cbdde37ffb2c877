import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { checkCallflow } from '../../pivot/callflow/check';
import type { Draft } from '../../pivot/callflow/draft';
import { addStep, DraftError, openBranches, type DraftStep } from '../../pivot/callflow/draftSteps';
import type { PivotItem } from '../../pivot/pairing/pivotItem';
import { findPivotItem } from '../pivotItem/findPivotItem';
import { SAMPLE_PIVOT_ITEM } from '../pivotItem/samplePivotItem';
import { branchKeys } from './branches/branchKeys';
import { BRANCHES } from './branches/branchParameters';
import { formData } from './form/formData';
import { FORMS } from './form/forms';
import type { ModuleForm } from './form/moduleForm';
import { titleCase } from './form/titleCase';
import { pivotData, withFailback } from './pivotStep';
import { stepProblem } from './stepProblem';

/** What goes on from a step: one draft for each output; or a sentence that says why there is none. */
export type DrawnStep = { readonly ok: true; readonly pivots: readonly IDataObject[] } | { readonly ok: false; readonly message: string };

/** The step the form describes, put into the draft of the item's call. */
export function drawStep(context: IExecuteFunctions, itemIndex: number): DrawnStep {
	const pivot = findPivotItem(context, itemIndex) ?? SAMPLE_PIVOT_ITEM;
	const read = (parameter: string): unknown => context.getNodeParameter(parameter, itemIndex, null);
	const module = String(read('operation'));
	const form = FORMS.get(module);
	if (!form) return { ok: false, message: `There is no module “${module}”: choose an operation from the list.` };

	const fields = formData(form, read);
	if (!fields.ok) return { ok: false, message: `“${titleCase(fields.title)}” ${fields.message}` };
	const step: DraftStep = { module, data: module === 'pivot' ? pivotData(fields.data, pivot, read) : fields.data };
	const problem = problemOf(step, form, pivot);
	if (problem !== undefined) return { ok: false, message: problem };
	const branches = branchKeys(form.definition, read(BRANCHES));
	if (!branches.ok) return branches;

	const drawn = drawInto(pivot.draft, step, context.getNode().name);
	if (!drawn.ok) return drawn;
	const complete = module === 'pivot' ? withFailback(drawn.draft, pivot.fallback, context.getNode().name, read) : drawn.draft;
	const drafts = branches.keys.length > 0 ? openBranches(complete, branches.keys) : [complete];
	return { ok: true, pivots: drafts.map((draft) => ({ ...pivot, draft })) };
}

function problemOf(step: DraftStep, form: ModuleForm, pivot: PivotItem): string | undefined {
	const { problems } = checkCallflow({ ...step, children: {} }, { version: pivot.switchVersion, ...(pivot.deny ? { deny: pivot.deny } : {}) });
	const [first] = problems;
	return first && stepProblem(first, form);
}

function drawInto(draft: Draft, step: DraftStep, drawnBy: string): { ok: true; draft: Draft } | { ok: false; message: string } {
	try {
		return { ok: true, draft: addStep(draft, step, drawnBy) };
	} catch (error) {
		return { ok: false, message: error instanceof DraftError ? error.message : String(error) };
	}
}
