import { checkCallflow } from '../../pivot/callflow/check';
import type { Draft } from '../../pivot/callflow/draft';
import { addStep, DraftError, type DraftStep } from '../../pivot/callflow/draftSteps';
import type { JsonObject } from '../../pivot/json';
import type { PivotItem } from '../../pivot/pairing/pivotItem';
import { SECRET_VARIABLES } from '../../pivot/stateToken/carryState';
import { pivotData, withFailback } from '../PivotCallflow/pivotStep';
import { inWords } from '../problems/inWords';
import { givenVariables, type GivenVariables, type Refused } from './givenVariables';

export type DrawnVariables = { readonly ok: true; readonly pivot: PivotItem } | Refused;

/** What another flow may take, in ms: its budget is not known here, and the switch waits no longer than this. */
const LONGEST_WAIT_MS = 5000;

/**
 * Draws `set_variables` into the callflow of the call and, if asked, a `pivot` below it that asks by POST and JSON and has the
 * flow's fallback as its failback.
 *
 * @param read a parameter of the form
 * @param drawnBy name of the n8n node
 */
export function drawVariables(pivot: PivotItem, read: (parameter: string) => unknown, drawnBy: string): DrawnVariables {
	const given = givenVariables(read('variables'));
	if (!given.ok) return given;
	if (pivot.mode === 'alone' && Object.keys(given.secret).length > 0) {
		return { ok: false, message: 'A variable is to be kept on the pivot server, and this call was answered by the trigger alone. Keep it with the call, or let the trigger answer through a pivot server.' };
	}
	const nextPivot = nestedPivot(pivot, read);
	const steps: DraftStep[] = [setStep(given, read('export') === true), ...(nextPivot ? [nextPivot] : [])];
	for (const step of steps) {
		const { problems } = checkCallflow({ ...step, children: {} }, { version: pivot.switchVersion, deny: pivot.deny });
		if (problems.length > 0) return { ok: false, message: `The switch would not run “${step.module}”. ${inWords(problems)}` };
	}
	const draft = drawn(pivot.draft, steps, drawnBy);
	if (!draft.ok) return draft;
	const complete = nextPivot ? withFailback(draft.draft, pivot.fallback, drawnBy, () => 'fallback') : draft.draft;
	return { ok: true, pivot: { ...pivot, variables: { ...pivot.variables, ...given.open, ...given.secret }, draft: complete } };
}

function setStep({ open, secret }: GivenVariables, exported: boolean): DraftStep {
	const data: JsonObject = {
		custom_application_vars: { ...open },
		...(exported ? { export: true } : {}),
		...(Object.keys(secret).length > 0 ? { [SECRET_VARIABLES]: { ...secret } } : {}),
	};
	return { module: 'set_variables', data };
}

function nestedPivot(pivot: PivotItem, read: (parameter: string) => unknown): DraftStep | undefined {
	const continueWith = read('continueWith');
	if (continueWith !== 'this' && continueWith !== 'flow') return undefined;
	const fields: JsonObject = {
		method: 'post',
		...(continueWith === 'flow' ? { req_timeout_ms: LONGEST_WAIT_MS } : {}),
		...(pivot.debug === true ? { debug: true } : {}),
	};
	const asked = continueWith === 'flow' ? { ...pivot, voiceUrl: String(read('flow') ?? '').trim() } : pivot;
	return { module: 'pivot', data: pivotData(fields, asked, (parameter) => (parameter === 'query' ? read('query') : 'this')) };
}

function drawn(before: Draft, steps: readonly DraftStep[], drawnBy: string): { readonly ok: true; readonly draft: Draft } | Refused {
	try {
		return { ok: true, draft: steps.reduce((draft, step) => addStep(draft, step, drawnBy), before) };
	} catch (error) {
		return { ok: false, message: error instanceof DraftError ? error.message : String(error) };
	}
}
