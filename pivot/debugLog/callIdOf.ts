import type { JsonObject } from '../json';
import { textOr } from './readEntries';

/** The call an entry belongs to: its `call_id`, else what its `debug_id` (`YYYYMM-<call id>`) says. */
export function callIdOf(entry: JsonObject): string | undefined {
	const callId = textOr(entry['call_id'], '').trim();
	if (callId !== '') return callId;
	return /^\d{6}-(.+)$/s.exec(textOr(entry['debug_id'], ''))?.[1];
}
