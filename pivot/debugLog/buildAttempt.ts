import { judgeAnswer } from '../judge/judgeAnswer';
import type { JudgeSettings, Judgement } from '../judge/judgement';
import { isJsonObject, type JsonObject } from '../json';
import { readNumber, unixMsOf } from '../time/gregorian';
import type { DebugAnswer, DebugAttempt, DebugErrors, DebugRequest, DebugTiming } from './attempt';
import { callIdOf } from './callIdOf';
import { byTime, type DocumentGroup } from './pairDocuments';
import { textOr } from './readEntries';
import { readHeaders } from './readHeaders';
import { readRequest } from './readRequest';

/** One attempt from its documents, at least one of which there must be. */
export function buildAttempt(group: DocumentGroup, settings: JudgeSettings): DebugAttempt {
	const documents = byTime([...(group.request ? [group.request] : []), ...group.responses, ...group.errors]);
	const read = group.request === undefined ? undefined : readRequest(group.request);
	const request = read?.request;
	const answer = readAnswer([...group.responses, ...group.errors]);
	const errors = readErrors(group.errors);
	const kind = isCallRecord(request) ? 'call record' : 'pivot';
	const iteration = first(documents, (document) => readNumber(document['iteration'])) ?? 1;
	const judgement = kind === 'pivot' && iteration === 1 ? judge(answer, settings) : undefined;
	const debugId = first(documents, (document) => textOr(document['debug_id'], undefined));
	const at = first(documents, (document) => unixMsOf(document['created']));
	const node = first(documents, (document) => textOr(document['node'], undefined));
	const known = { kind, iteration, answer, errors, judgement } as const;
	return {
		callId: first(documents, callIdOf) ?? '',
		...(debugId === undefined ? {} : { debugId }),
		kind,
		iteration,
		...(at === undefined ? {} : { at }),
		...(node === undefined ? {} : { node }),
		...(request === undefined ? {} : { request }),
		...(answer === undefined ? {} : { answer }),
		errors,
		...(judgement === undefined ? {} : { judgement }),
		failed: hasFailed(known),
		summary: inWords(known),
		timing: readTiming(group),
		remarks: [
			...(read?.remarks ?? []),
			...(group.isGuess ? ['The log does not tell for certain which answer belongs to which of several requests of this call.'] : []),
		],
		documents,
	};
}

interface Known {
	readonly kind: DebugAttempt['kind'];
	readonly iteration: number;
	readonly answer: DebugAnswer | undefined;
	readonly errors: DebugErrors;
	readonly judgement: Judgement | undefined;
}

/** The errors and the judgement decide; the flags of the list do not. */
function hasFailed({ kind, iteration, answer, errors, judgement }: Known): boolean {
	if (kind === 'call record') return false;
	if (errors.json || errors.schema !== undefined || !answer) return true;
	if (judgement) return judgement.outcome === 'unknown' ? judgement.code !== 'answer.twiml-not-judged' : judgement.outcome !== 'runs';
	return answer.status !== undefined && iteration > 1 && answer.status !== 200 && answer.status !== 206;
}

function inWords({ kind, answer, errors, judgement }: Known): string {
	if (kind === 'call record') return 'The switch reported the end of the call to the cdr_url.';
	if (errors.json) return `The switch could not read the JSON: ${errors.json.message}.`;
	if (errors.schema !== undefined) {
		return judgement?.code === 'answer.callflow-refused' ? judgement.reason : 'The switch refused the callflow: it does not match the schema.';
	}
	if (!answer) {
		return 'No answer is in the log: the server did not answer in time, refused the connection, or is being asked right now.';
	}
	if (judgement) return judgement.reason;
	if (answer.status === undefined) return 'The log holds the body of the answer and neither status nor headers, so what the switch did with it cannot be said.';
	return `The server answered with status ${answer.status}.`;
}

/** KAZOO 5's own callflows count as answered with 200 as JSON; a split response as whole once its headers are there. */
function judge(answer: DebugAnswer | undefined, settings: JudgeSettings): Judgement | undefined {
	if (!answer) return undefined;
	const body = new TextEncoder().encode(answer.body);
	if (answer.isServerless) return judgeAnswer({ status: 200, headers: { 'content-type': 'application/json' }, body }, settings);
	return answer.status === undefined ? undefined : judgeAnswer({ status: answer.status, headers: answer.headers, body }, settings);
}

function readAnswer(documents: readonly JsonObject[]): DebugAnswer | undefined {
	if (documents.length === 0) return undefined;
	const status = first(documents, (document) => document['resp_status_code']);
	const headers = first(documents, (document) => document['resp_headers']);
	const number = readNumber(status);
	return {
		...(number === undefined ? {} : { status: number }),
		isServerless: status === 'PivotFlowDoc',
		headers: readHeaders(headers),
		body: first(documents, (document) => textOr(document['resp_body'], undefined)) ?? '',
	};
}

function readErrors(documents: readonly JsonObject[]): DebugErrors {
	const json = first(documents, (document) => document['json_errors']);
	const schema = first(documents, (document) => document['schema_errors']);
	return {
		...(isJsonObject(json)
			? { json: { message: textOr(json['message'], 'invalid JSON'), before: textOr(json['before'], ''), after: textOr(json['after'], '') } }
			: json === undefined ? {} : { json: { message: textOr(json, 'invalid JSON'), before: '', after: '' } }),
		...(schema === undefined ? {} : { schema }),
	};
}

function readTiming({ request, responses }: DocumentGroup): DebugTiming {
	const requestedAt = unixMsOf(request?.['created']);
	const answeredAt = unixMsOf(responses.at(-1)?.['created']);
	return {
		...(requestedAt === undefined ? {} : { requestedAt }),
		...(answeredAt === undefined ? {} : { answeredAt }),
		...(requestedAt === undefined || answeredAt === undefined ? {} : { took: took(answeredAt - requestedAt) }),
	};
}

function took(differenceMs: number): NonNullable<DebugTiming['took']> {
	return { atLeastMs: Math.max(0, differenceMs - 1000), atMostMs: Math.max(0, differenceMs) + 1000 };
}

/** What only the report of a call's end says (reference "kazoo-pivot" §9). */
function isCallRecord(request: DebugRequest | undefined): boolean {
	return request !== undefined && ['Hangup-Cause', 'Duration-Seconds', 'Disposition'].filter((name) => name in request.call.raw).length >= 2;
}

function first<T>(documents: readonly JsonObject[], read: (document: JsonObject) => T | undefined): T | undefined {
	for (const document of documents) {
		const value = read(document);
		if (value !== undefined) return value;
	}
	return undefined;
}
