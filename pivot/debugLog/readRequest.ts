import type { JsonObject } from '../json';
import { parseCallRequest } from '../request/parseCallRequest';
import type { DebugRequest } from './attempt';
import { readHeaders } from './readHeaders';
import { textOr } from './readEntries';

/** The request of a document, read by the same parser as a request from the wire. */
export function readRequest(document: JsonObject): { readonly request: DebugRequest; readonly remarks: readonly string[] } {
	const stored = textOr(document['uri'], '').trim();
	const uri = /^<(.*)>$/s.exec(stored)?.[1] ?? stored;
	const method = textOr(document['method'], '').toUpperCase();
	const headers = readHeaders(document['req_headers']);
	const body = textOr(document['req_body'], '');
	const contentType = headers['content-type'] ?? (isJsonText(body) ? 'application/json' : undefined);
	const call = parseCallRequest({ method: method || 'GET', target: targetOf(uri), contentType, body });
	const remarks = [...call.remarks, ...(uri === stored ? [] : ['The URL stood in angle brackets, which the page it was copied from added.'])];
	return { request: { method, uri, headers, body, call }, remarks };
}

/** Path and query. The text may hold characters or placeholders no URL has, so it is not parsed as one. */
function targetOf(uri: string): string {
	return uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '') || '/';
}

function isJsonText(body: string): boolean {
	return /^\s*\{/.test(body);
}
