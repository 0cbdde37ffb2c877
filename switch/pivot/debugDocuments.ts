import { decodeJson } from '../../pivot/judge/decodeJson';
import type { HttpAnswer, Judgement } from '../../pivot/judge/judgement';
import type { JsonObject } from '../../pivot/json';
import type { LiveCall } from '../call/liveCall';
import type { DebugDocument } from '../callResult';

/** What of a request the debug store keeps. */
export interface DebuggedRequest {
	/** For GET with all parameters. */
	readonly uri: string;
	readonly method: 'get' | 'post';
	/** Without the headers the HTTP client adds by itself. */
	readonly headers: JsonObject;
	/** `''` for GET. */
	readonly body: string;
}

/** The document of a request (reference "kazoo-pivot" §10.1; capture "http-500-debug"). */
export function requestDocument(call: LiveCall, request: DebuggedRequest, storedAtMs: number): DebugDocument {
	return debugDocument(call, storedAtMs, {
		uri: request.uri, method: request.method, req_headers: request.headers, req_body: request.body,
	});
}

/** The document of a response: names and values of headers in lower case, the status `"200"` for every body delivered. */
export function responseDocument(call: LiveCall, answer: HttpAnswer, storedAtMs: number): DebugDocument | undefined {
	if ('failure' in answer) return undefined;
	const headers = Object.entries(answer.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), value.toLowerCase()] as const]));
	return debugDocument(call, storedAtMs, {
		resp_status_code: answer.status === 206 ? '200' : String(answer.status),
		resp_headers: Object.fromEntries(headers),
		resp_body: new TextDecoder().decode(answer.body),
	});
}

/**
 * The document 4.3 stores about JSON it could not read, also without `debug`. Master was seen not to store it (captures
 * json-comment, ct-json-but-xml-body).
 */
export function jsonErrorDocument(call: LiveCall, answer: HttpAnswer, judgement: Judgement, storedAtMs: number): DebugDocument | undefined {
	const message = JSON_ERRORS[judgement.code];
	if (call.version !== '4.3' || message === undefined || 'failure' in answer) return undefined;
	const body = new TextDecoder().decode(answer.body);
	const decoded = decodeJson(body);
	const at = decoded.failure === undefined ? body.length : decoded.at;
	return debugDocument(call, storedAtMs, {
		json_errors: { message, before: body.slice(0, at), after: body.slice(at) }, resp_body: body,
	});
}

const JSON_ERRORS: Partial<Record<Judgement['code'], string>> = {
	'answer.invalid-json': 'invalid JSON',
	'answer.trailing-data': 'trailing data',
};

/** The errors of a refused callflow, which only a switch that works as documented stores. */
export function schemaErrorDocument(call: LiveCall, answer: HttpAnswer, judgement: Judgement, storedAtMs: number): DebugDocument | undefined {
	if (call.circumstances.schemaErrors !== 'documented' || judgement.code !== 'answer.callflow-refused' || 'failure' in answer) return undefined;
	const errors = judgement.problems.map((problem) => [problem.path, { [problem.code.replace('callflow.', '')]: { message: problem.message } }] as const);
	return debugDocument(call, storedAtMs, { schema_errors: Object.fromEntries(errors), resp_body: new TextDecoder().decode(answer.body) });
}

function debugDocument(call: LiveCall, storedAtMs: number, fields: JsonObject): DebugDocument {
	return { storedAtMs, document: { ...fields, iteration: 1, call_id: call.state.callId, pvt_type: 'pivot_debug' } };
}
