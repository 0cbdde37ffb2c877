import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { checkCallflow } from '../../pivot/callflow/check';
import { PAIRING_HEADERS } from '../../pivot/pairing/headers';
import type { PivotItem } from '../../pivot/pairing/pivotItem';
import { answerHeaders } from '../pivotServer/answerHeaders';
import { inWords } from '../problems/inWords';
import type { ReadyCallflow } from './callflowGiven';
import { refusal, type Refusal } from './refusal';

/** What the node hands on about an answered call. */
export interface Answered {
	readonly ok: true;
	readonly summary: IDataObject;
}

/** Checks the callflow for the switch of this call and sends it. What the switch would not run is never sent. */
export async function answerCall(context: IExecuteFunctions, pivot: PivotItem, { callflow, openPlaces }: ReadyCallflow): Promise<Answered | Refusal> {
	const { problems, warnings } = checkCallflow(callflow, { version: pivot.switchVersion, deny: pivot.deny });
	if (problems.length > 0) return refusal(`The switch would not run this callflow. ${inWords(problems)}`);
	if (warnings.length > 0) context.addExecutionHints({ message: inWords(warnings), type: 'warning', location: 'outputPane' });

	const body = JSON.stringify(callflow);
	await context.sendResponse({ body, headers: headersFor(context, pivot, body, openPlaces), statusCode: 200 });
	return {
		ok: true,
		summary: {
			callflow: JSON.parse(body) as IDataObject,
			...(openPlaces.length > 0 ? { openPlaces: openPlaces.map((place) => [...place]) } : {}),
			...(warnings.length > 0 ? { warnings: warnings.map((warning) => inWords([warning])) } : {}),
		},
	};
}

function headersFor(context: IExecuteFunctions, pivot: PivotItem, body: string, openPlaces: ReadyCallflow['openPlaces']): Record<string, string> {
	if (pivot.answerKey === undefined) return { 'content-type': 'application/json' };
	return {
		...answerHeaders({ attempt: pivot.attempt, answerKey: pivot.answerKey }, body, Date.now()),
		[PAIRING_HEADERS.execution]: context.getExecutionId(),
		...(openPlaces.length > 0 ? { [PAIRING_HEADERS.openPlaces]: ascii(JSON.stringify(openPlaces)) } : {}),
	};
}

/** Header values are ASCII; JSON may say the same with escapes. */
function ascii(json: string): string {
	return json.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
