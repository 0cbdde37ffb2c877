import type { IExecuteFunctions } from 'n8n-workflow';
import type { JsonValue } from '../../pivot/json';
import { readJsonParameter } from '../parameters/readJsonParameter';
import { refusal, type Refusal } from './refusal';

/** A callflow that is ready to be checked and sent. */
export interface ReadyCallflow {
	readonly ok: true;
	readonly callflow: JsonValue;
	/** Paths of the places no branch filled. */
	readonly openPlaces: readonly (readonly string[])[];
}

/** The callflow the person, or a node before this one, wrote as JSON. */
export function callflowGiven(context: IExecuteFunctions): ReadyCallflow | Refusal {
	const json = readJsonParameter(context.getNodeParameter('callflow', 0));
	return json.ok ? { ok: true, callflow: json.value, openPlaces: [] } : refusal(`The callflow is not JSON: ${json.message}`);
}
