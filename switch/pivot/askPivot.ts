import { judgeAnswer } from '../../pivot/judge/judgeAnswer';
import type { Dialect } from '../../pivot/dialects/dialect';
import type { HttpAnswer, Judgement } from '../../pivot/judge/judgement';
import type { JsonObject } from '../../pivot/json';
import type { LiveCall } from '../call/liveCall';
import { end, goOn, type Step } from '../executor/step';
import type { Behaviour } from '../modules/behaviour';
import { flagIn, numberIn, objectIn, textIn } from '../modules/data';
import type { Parameters } from '../wire/encodeJson';
import type { Exchange, ExchangeRequest } from '../wire/exchange';
import { pivotParameters } from '../wire/pivotParameters';
import { jsonErrorDocument, requestDocument, responseDocument, schemaErrorDocument } from './debugDocuments';
import { debuggedRequest } from './debuggedRequest';
import { inKazoosWords } from './inKazoosWords';
import { serverlessAnswer } from './serverless';

/** ms of silence after which the callflow goes on to `_` by itself (reference "kazoo-pivot" §3). */
export const FAILBACK_AFTER_MS = 10_000;
/** ms an exchange may take where the node does not say. */
const REQUEST_TIMEOUT_MS = 5_000;
/** Bytes of an answer kept in the trace. */
const TRACED_BODY_BYTES = 65_536;

/**
 * The `pivot` module: asks the server, judges the answer as this version of the switch does, and does what comes of it
 * (reference "kazoo-pivot" §3).
 */
export const pivot: Behaviour = async ({ call, data }) => {
	if (call.pivots >= call.circumstances.maxPivots) {
		call.owesNode();
		return end(`the call has asked ${call.pivots} pivots and is stopped here: the callflows send it round and round`);
	}
	call.pivots += 1;
	call.owesNode();
	const askedAtMs = call.clock.now;
	const exchange = await exchangeWith(call, data);
	const judgement = judgeAnswer(inKazoosWords(exchange.answer, call.circumstances.dialect), {
		version: call.version,
		deny: call.circumstances.deny,
		cdrUrl: textIn(data, 'cdr_url') !== undefined,
		schemaErrors: call.circumstances.schemaErrors,
	});
	call.clock.add(exchange.elapsedMs);
	recordAnswer(call, exchange, judgement);
	storeDebugDocuments(call, exchange.answer, judgement, flagIn(data, 'debug'));
	call.clock.expectCaller();
	return afterJudgement(call, judgement, askedAtMs);
};

async function exchangeWith(call: LiveCall, data: JsonObject): Promise<Exchange> {
	const serverless = objectIn(data, 'serverless');
	const url = textIn(data, 'voice_url');
	if (url === undefined && call.version === 'K5' && serverless['flow_doc'] !== undefined) {
		call.record({ type: 'pivot asked', pivot: call.pivots, method: 'get', url: 'the flow document of the node itself', timeoutMs: 0 });
		return { answer: serverlessAnswer(serverless), sent: [], connections: 0, elapsedMs: 0 };
	}
	const request = requestOf(call, data, url ?? '');
	call.record({ type: 'pivot asked', pivot: call.pivots, method: request.method, url: request.url, timeoutMs: request.timeoutMs });
	if (flagIn(data, 'debug')) call.debugDocuments.push(requestDocument(call, debuggedRequest(request), Date.now()));
	return call.circumstances.client.exchange(request);
}

/** A node without the schema's defaults asks by GET, as a form, with TwiML names (reference "kazoo-pivot" §2.1). */
function requestOf(call: LiveCall, data: JsonObject, url: string): ExchangeRequest {
	const headers = call.version === 'K5' ? headersIn(data) : {};
	const format = textIn(data, 'req_format') ?? 'twiml';
	const parameters = pivotParameters(call.state, format);
	return {
		method: textIn(data, 'method')?.toLowerCase() === 'post' ? 'post' : 'get',
		url,
		parameters: format === 'kazoo' ? sentBy(call.circumstances.dialect, parameters) : parameters,
		bodyFormat: data['req_body_format'] === 'json' ? 'json' : 'form',
		timeoutMs: numberIn(data, 'req_timeout_ms') ?? REQUEST_TIMEOUT_MS,
		headers,
	};
}

/** The parameters this dialect is documented to send. */
function sentBy({ parameters }: Dialect, all: Parameters): Parameters {
	return parameters === undefined ? all : all.filter(([name]) => parameters.has(name));
}

function headersIn(data: JsonObject): Record<string, string> {
	return Object.fromEntries(Object.entries(objectIn(data, 'custom_request_headers')).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])));
}

async function afterJudgement(call: LiveCall, judgement: Judgement, askedAtMs: number): Promise<Step> {
	switch (judgement.outcome) {
		case 'runs':
			if (judgement.flow === undefined) throw new Error(`An answer that runs must come with its callflow (${judgement.code}).`);
			return { go: 'replace', flow: judgement.flow, reroute: false, because: '' };
		case 'failback':
			return goOn('the pivot failed');
		case 'failback late':
			await call.wait(Math.max(0, FAILBACK_AFTER_MS - (call.clock.now - askedAtMs)), 'silence, until the switch gives the pivot up');
			return goOn('the pivot failed, and its 10 s are over');
		case 'hangup':
			return end(judgement.reason);
		case 'silence':
			return call.untilHangUp('silence', 'nothing: the call stays up and nobody speaks');
		case 'unknown':
			if (judgement.code === 'answer.twiml-not-judged') return end('the answer is TwiML, which the virtual switch does not run');
			return end(`nobody knows what KAZOO ${call.version} does here: ${judgement.reason}`);
	}
}

function recordAnswer(call: LiveCall, exchange: Exchange, judgement: Judgement): void {
	const { answer } = exchange;
	call.record({
		type: 'pivot answered',
		pivot: call.pivots,
		ms: Math.round(exchange.elapsedMs),
		...('failure' in answer ? { failure: answer.failure } : { status: answer.status, body: tracedBody(answer.body) }),
		sent: exchange.sent.map((bytes) => new TextDecoder().decode(bytes)),
		connections: exchange.connections,
		outcome: judgement.outcome,
		code: judgement.code,
		reason: judgement.reason,
		source: judgement.source,
		problems: judgement.problems,
		warnings: judgement.warnings,
		...(judgement.flow === undefined ? {} : { flow: judgement.flow }),
	});
}

function tracedBody(body: Uint8Array): string {
	return new TextDecoder().decode(body.subarray(0, TRACED_BODY_BYTES));
}

function storeDebugDocuments(call: LiveCall, answer: HttpAnswer, judgement: Judgement, debug: boolean): void {
	const now = Date.now();
	const documents = [
		...(debug ? [responseDocument(call, answer, now), schemaErrorDocument(call, answer, judgement, now)] : []),
		jsonErrorDocument(call, answer, judgement, now),
	];
	call.debugDocuments.push(...documents.filter((document) => document !== undefined));
}
