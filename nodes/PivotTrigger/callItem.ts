import type { IDataObject } from 'n8n-workflow';
import type { PivotItem } from '../../pivot/pairing/pivotItem';
import type { CallRequest } from '../../pivot/request/callRequest';

/**
 * The one item a call starts its workflow with. Fields the switch did not send are left out, so that an expression that reads
 * one gives nothing rather than an empty object. The variables stand with what the Pivot nodes hand on, too: other nodes may drop them.
 */
export function callItem(request: CallRequest, pivot: PivotItem): IDataObject {
	const { call, variables, digits, sipHeaders, recording, transcription, dial, extra, remarks, raw, format } = request;
	const item = {
		call: { ...call, format },
		variables,
		digits,
		sipHeaders,
		...(recording ? { recording } : {}),
		...(transcription ? { transcription } : {}),
		...(dial ? { dial } : {}),
		extra,
		...(remarks.length > 0 ? { remarks } : {}),
		raw,
		pivot: { ...pivot, variables },
	};
	return JSON.parse(JSON.stringify(item)) as IDataObject;
}
