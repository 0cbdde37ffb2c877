import { isJsonObject } from '../../../pivot/json';

/** What a picker holds, whichever way it was picked; an expression may give the id itself. */
export function valueAt(parameter: unknown): unknown {
	return isJsonObject(parameter) && 'mode' in parameter ? parameter['value'] : parameter;
}
