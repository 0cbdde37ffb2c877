import { isJsonObject, type JsonObject } from '../pivot/json';
import { CrossbarError, type CrossbarErrorCode } from './crossbarError';
import { DIALECTS, type DialectId } from './dialects';
import type { CrossbarReply, CrossbarRequest } from './transport';
import { validationInWords } from './validationInWords';

/**
 * An answer that is no success, as a sentence to the person who must act (reference "kazoo-pivot" §10.4, §11.3). The switch's
 * `message` is only quoted, never relied on, except to tell a wrong id from an address that is not there.
 */
export function errorOf(reply: CrossbarReply, request: CrossbarRequest, dialect: DialectId = 'kazoo'): CrossbarError {
	const { code, message } = explain(reply, request, dialect);
	return new CrossbarError(code, message, reply.status, reply.body);
}

/** No answer came at all. */
export function unreachable(cause: unknown): CrossbarError {
	const why = cause instanceof Error && cause.message !== '' ? ` (${cause.message})` : '';
	return new CrossbarError('crossbar.unreachable', `The switch’s API cannot be reached${why}. Check the base URL, and that this machine may connect to it.`);
}

interface Explained {
	readonly code: CrossbarErrorCode;
	readonly message: string;
}

function explain(reply: CrossbarReply, request: CrossbarRequest, dialect: DialectId): Explained {
	const envelope = isJsonObject(reply.body) ? reply.body : undefined;
	const { status } = reply;
	if (status === 404) return missing(envelope, request, dialect);
	if (status < 300 && envelope?.['status'] === 'error') return fault(status, envelope);
	if (status < 300 || (!envelope && ![401, 403, 429].includes(status))) return notCrossbar(reply);
	switch (status) {
		case 400: return refusedFields(envelope);
		case 401: return unauthorized(request);
		case 402: return {
			code: 'crossbar.payment',
			message: 'The switch wants a charge to be accepted first. Make this change in the switch’s own interface, where the price is shown.',
		};
		case 403: return {
			code: 'crossbar.forbidden',
			message: `The login may not ${verb(request)} ${place(request)}. Use an account of one’s own or a descendant of it, and a user who may.`,
		};
		case 405: return { code: 'crossbar.method', message: `This switch does not let anyone ${verb(request)} ${place(request)}. Its version may be too old.` };
		case 409: return { code: 'crossbar.conflict', message: 'Somebody else changed the document in the meantime. Read it again and repeat the change.' };
		case 429: return { code: 'crossbar.too-many-requests', message: 'The switch gets too many requests from this login. Wait a minute, and ask less often.' };
		case 503: return {
			code: 'crossbar.database',
			message: `The switch’s database did not answer${quoted(envelope)}. Try again later; if it stays so, tell the operator.`,
		};
		default: return fault(status, envelope);
	}
}

function fault(status: number, envelope: JsonObject | undefined): Explained {
	const requestId = envelope?.['request_id'];
	const which = typeof requestId === 'string' ? ` the request id ${requestId}` : ' the time';
	return { code: 'crossbar.fault', message: `The switch failed with status ${status}${quoted(envelope)}. Try again; if it stays so, tell the operator${which}.` };
}

function unauthorized(request: CrossbarRequest): Explained {
	return isLogin(request)
		? { code: 'crossbar.login-refused', message: 'The switch refused the login. Check user name, password or API key, and the account’s name or realm.' }
		: { code: 'crossbar.unauthorized', message: 'The switch refused the token: it is missing, wrong or has ended. Log in again.' };
}

function refusedFields(envelope: JsonObject | undefined): Explained {
	const fields = validationInWords(envelope?.['data']);
	const what = fields.length > 0 ? fields.join('; ') : String(envelope?.['message'] ?? 'no field was named');
	return { code: 'crossbar.validation', message: `The switch refused the data. ${endWithStop(what)}` };
}

function missing(envelope: JsonObject | undefined, request: CrossbarRequest, dialect: DialectId): Explained {
	const id = idsOf(envelope).find((one) => place(request).includes(one));
	const isAccountMissing = id !== undefined && request.path.startsWith(`/accounts/${encodeURIComponent(id)}`);
	if (/\/pivot\/debug(\/|$)/.test(request.path) && !isAccountMissing) {
		const what = 'The switch has no debug log at this address: its module cb_pivot is not started.';
		return { code: 'crossbar.debug-not-loaded', message: `${what} ${DIALECTS[dialect].whenDebugIsMissing}` };
	}
	if (/\/webhooks(\/|$)/.test(request.path) && (id === undefined || id === 'webhooks')) {
		return {
			code: 'crossbar.webhooks-not-loaded',
			message: 'The switch has no webhooks at this address: its module cb_webhooks is not started. On the switch, start it with “sup crossbar_maintenance '
				+ 'start_module cb_webhooks”, or add “cb_webhooks” to “autoload_modules” of Crossbar’s system configuration and restart Crossbar.',
		};
	}
	if (isAccountMissing) return { code: 'crossbar.not-found', message: `The switch knows no account “${id}”. Check the account id.` };
	if (isLogin(request)) {
		return {
			code: 'crossbar.login-refused',
			message: 'The switch knows no such account, or has no such login. Check the account’s name or realm, and the base URL.',
		};
	}
	if (!envelope) return { code: 'crossbar.not-crossbar', message: 'There is no switch’s API at this address (404). Check the base URL; it usually ends in /v2.' };
	return { code: 'crossbar.not-found', message: `The switch knows nothing under ${place(request)}. Check the id; it may have been deleted.` };
}

function notCrossbar({ status, headers, body }: CrossbarReply): Explained {
	const leadsTo = headers['location'];
	if (status >= 300 && status < 400 && leadsTo !== undefined) {
		return {
			code: 'crossbar.not-crossbar',
			message: `The base URL redirects to ${leadsTo} (status ${status}), which is not followed, so that no password goes astray. Give the base URL of the API itself.`,
		};
	}
	const isEmpty = body === undefined || body === null || body === '';
	const what = isEmpty ? 'an empty answer' : typeof body === 'string' && /^\s*</.test(body) ? 'a web page' : 'something else';
	return {
		code: 'crossbar.not-crossbar',
		message: `The base URL answers with ${what} (status ${status}), not as a switch’s API does. Check the base URL, and any proxy on the way.`,
	};
}

/** The ids a `bad_identifier` names: `[id]` or `{cause: id}`. */
function idsOf(envelope: JsonObject | undefined): string[] {
	const data = envelope?.['data'];
	const found = Array.isArray(data) ? data : isJsonObject(data) ? [data['cause'] ?? null] : [];
	return found.filter((id) => typeof id === 'string');
}

function isLogin({ path, method }: CrossbarRequest): boolean {
	return method === 'PUT' && (path === '/user_auth' || path === '/api_auth');
}

function verb({ method }: CrossbarRequest): string {
	return { GET: 'read', PUT: 'create anything under', POST: 'change', PATCH: 'change', DELETE: 'delete' }[method];
}

/** Decoded, for people; a token in it is not shown. */
function place({ path }: CrossbarRequest): string {
	if (/^\/(user|token)_auth\//.test(path)) return 'the token';
	return decodeURIComponent(path);
}

function quoted(envelope: JsonObject | undefined): string {
	const message = envelope?.['message'];
	return typeof message === 'string' && message !== '' ? ` (${message})` : '';
}

function endWithStop(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
