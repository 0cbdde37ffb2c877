import { PAIRING_HEADERS } from '../../pivot/pairing/headers';
import { sign } from '../../pivot/pairing/signature';

/**
 * The headers of an answer to the pivot server: JSON, signed over attempt and body, so that nothing between the two can answer in
 * the name of the workflow.
 *
 * @param body the text that is sent
 * @param now Unix ms
 */
export function answerHeaders(asked: { readonly attempt: string; readonly answerKey: string }, body: string, now: number): Record<string, string> {
	const timestamp = Math.floor(now / 1000);
	return {
		'content-type': 'application/json',
		[PAIRING_HEADERS.attempt]: asked.attempt,
		[PAIRING_HEADERS.timestamp]: String(timestamp),
		[PAIRING_HEADERS.signature]: sign(asked.answerKey, { purpose: 'answer', method: '', path: '', id: asked.attempt, timestamp, body }),
	};
}
