import * as z from 'zod/v4';
import { fillPlaces } from '../../../pivot/callflow/draftSteps';
import type { CallflowNode } from '../../../pivot/callflow/callflow';
import type { Problem } from '../../../pivot/callflow/problem';
import { isJsonObject } from '../../../pivot/json';
import { judgeAnswer } from '../../../pivot/judge/judgeAnswer';
import type { JudgeSettings } from '../../../pivot/judge/judgement';
import { PAIRING_HEADERS } from '../../../pivot/pairing/headers';
import { answerKey, verify, type Verification } from '../../../pivot/pairing/signature';

/** An answer of n8n as it came. */
export interface RawAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: Buffer;
}

export interface AnswerContext {
	readonly attemptId: string;
	readonly tokenKey: string;
	readonly judge: JudgeSettings;
	/** Put where a branch was drawn and nothing arrived. */
	readonly fallback: string;
}

/** What may go to the switch, or why it may not. */
export type ReadAnswer =
	| { readonly ok: true; readonly body: string; readonly executionId?: string; readonly warnings: readonly Problem[] }
	| { readonly ok: false; readonly code: string; readonly sentence: string; readonly problems: readonly Problem[] };

/**
 * Checks that the answer is one of our own Pivot Respond to this attempt and that the switch would run it. What is returned is
 * written anew from what was judged, so that the switch cannot read it in another way than the judge did.
 */
export function readAnswer(answer: RawAnswer, context: AnswerContext): ReadAnswer {
	const signature = verifyAnswer(answer, context);
	if (!signature.ok) return readUnsigned(answer, signature, context);
	const judgement = judgeAnswer(answer, context.judge);
	const { answered } = judgement;
	if (judgement.outcome !== 'runs' || !answered) return { ok: false, code: judgement.code, sentence: judgement.reason, problems: judgement.problems };

	const given = answer.body.toString('utf8');
	const body = JSON.stringify(filled(answered, answer.headers[PAIRING_HEADERS.openPlaces], context.fallback));
	const sent = body === given ? judgement : judgeAnswer({ status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) }, context.judge);
	if (sent.outcome !== 'runs') return { ok: false, code: sent.code, sentence: sent.reason, problems: sent.problems };
	const executionId = answer.headers[PAIRING_HEADERS.execution];
	return { ok: true, body, warnings: sent.warnings, ...(executionId === undefined ? {} : { executionId: executionId.slice(0, 64) }) };
}

function verifyAnswer({ headers, body }: RawAnswer, { attemptId, tokenKey }: AnswerContext): Verification {
	const timestamp = Number(headers[PAIRING_HEADERS.timestamp]);
	const message = { purpose: 'answer' as const, method: '', path: '', id: attemptId, timestamp, body };
	return verify([answerKey(tokenKey, attemptId)], message, headers[PAIRING_HEADERS.signature], Date.now() / 1000);
}

/** So many bytes of an unsigned answer are looked at. */
const START_BYTES = 1_024;

/**
 * Why an unsigned answer cannot be used. An error page of n8n, or nothing at all, says more than the missing signature; a callflow
 * nobody signed is not looked into, so that it costs nothing however long it is.
 */
function readUnsigned(answer: RawAnswer, verification: Extract<Verification, { ok: false }>, { judge }: AnswerContext): ReadAnswer {
	const start = startOf(answer.body);
	const seemsCallflow = (answer.status === 200 || answer.status === 206) && start.toString('utf8').trimStart().startsWith('{');
	const judgement = seemsCallflow ? undefined : judgeAnswer({ ...answer, body: start }, judge);
	if (judgement) return { ok: false, code: judgement.code, sentence: judgement.reason, problems: [] };
	const isMissing = verification.code === 'signature.missing';
	const sentence = isMissing ? 'The answer is not signed for this call: the workflow must answer with the Pivot Respond node.' : verification.message;
	return { ok: false, code: verification.code, sentence, problems: [] };
}

/** The first {@link START_BYTES} of a body, and no character of it in halves. */
function startOf(body: Buffer): Buffer {
	let end = Math.min(body.length, START_BYTES);
	while (end > START_BYTES - 4 && ((body[end] ?? 0) & 0xc0) === 0x80) end -= 1;
	return body.subarray(0, end);
}

/** Headers are short, so its size needs no limit of its own. */
const openPlacesSchema = z.array(z.array(z.string()));

/** The callflow with the fallback in every place the header names. A header that cannot be read changes nothing. */
function filled(callflow: CallflowNode, openPlaces: string | undefined, fallback: string): CallflowNode {
	const filling: unknown = JSON.parse(fallback);
	const places = openPlaces === undefined ? undefined : readPlaces(openPlaces);
	if (!places || !isCallflow(filling)) return callflow;
	return fillPlaces(callflow, places.filter((place) => leadsTo(callflow, place)), filling);
}

function isCallflow(value: unknown): value is CallflowNode {
	if (!isJsonObject(value) || typeof value['module'] !== 'string') return false;
	const { data = {}, children = {} } = value;
	return isJsonObject(data) && isJsonObject(children) && Object.values(children).every(isCallflow);
}

function readPlaces(header: string): readonly (readonly string[])[] | undefined {
	try {
		return openPlacesSchema.safeParse(JSON.parse(header)).data;
	} catch {
		return undefined;
	}
}

/** True when the node a place hangs from is there. */
function leadsTo(tree: CallflowNode, place: readonly string[]): boolean {
	let node: CallflowNode | undefined = tree;
	for (const key of place.slice(0, -1)) node = Object.hasOwn(node?.children ?? {}, key) ? node?.children?.[key] : undefined;
	return place.length > 0 && node !== undefined;
}
