import type { IDataObject } from 'n8n-workflow';
import type { DebugAttempt } from '../../../pivot/debugLog/attempt';
import { asData } from './asData';

/** An attempt of the switch's own log in the few fields a list needs. */
export function switchSummary(attempt: DebugAttempt): IDataObject {
	const { request, answer, judgement, timing } = attempt;
	return asData({
		source: 'switch',
		callId: attempt.callId,
		at: attempt.at === undefined ? undefined : new Date(attempt.at).toISOString(),
		from: request?.call.call.from,
		to: request?.call.call.to,
		callerIdNumber: request?.call.call.callerIdNumber,
		kind: attempt.kind,
		iteration: attempt.iteration,
		method: request?.method,
		uri: request?.uri,
		status: answer?.status,
		failed: attempt.failed,
		outcome: judgement?.outcome,
		code: judgement?.code,
		summary: attempt.summary,
		tookMs: timing.took,
		debugId: attempt.debugId,
	});
}

/** The same with everything the log holds: the request read and as stored, the answer, the errors, what the switch did with it. */
export function switchAttempt(attempt: DebugAttempt): IDataObject {
	const { request, answer, errors, judgement, timing, remarks, documents, node } = attempt;
	return {
		...switchSummary(attempt),
		...asData({ request, answer, errors, judgement, timing, remarks, node, documents }),
	};
}
