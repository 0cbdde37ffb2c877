import type { IExecuteFunctions, IHookFunctions, IHttpRequestMethods, IHttpRequestOptions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import * as z from 'zod/v4';
import { isJsonObject, type JsonValue } from '../../pivot/json';
import { apiErrorSchema, flowSchema, type registrationSchema, type testRegistrationSchema } from '../../pivot/pairing/messages';

export const PIVOT_SERVER_CREDENTIAL = 'pivotServerApi';

/** How long n8n waits for the server, in ms: it calls the webhook back while it registers. */
const TIMEOUT_MS = 20_000;

/** Who may ask the server. */
export type ServerContext = IHookFunctions | IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What the server said to a request. */
export type ServerReply =
	| { readonly kind: 'done'; readonly body: JsonValue | undefined }
	/** It understood and will not: `message` says why, to the person who published the workflow. */
	| { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly message: string }
	/** No answer that a pivot server gives. */
	| { readonly kind: 'unreachable'; readonly message: string };

/** `PUT /api/flows/{flow}`: registers the flow, or brings its registration up to date. */
export async function registerFlow(context: IHookFunctions, flow: string, registration: z.input<typeof registrationSchema>): Promise<ServerReply> {
	return await ask(context, 'PUT', `/api/flows/${flow}`, registration);
}

/** `POST /api/flows/{flow}/park`: calls get the fallback until the flow is registered again. */
export async function parkFlow(context: IHookFunctions, flow: string, owner: { readonly instanceId: string; readonly workflowId: string }): Promise<ServerReply> {
	return await ask(context, 'POST', `/api/flows/${flow}/park`, { owner });
}

/** `PUT /api/flows/{flow}/test`: the editor listens. */
export async function registerTest(context: IHookFunctions, flow: string, registration: z.input<typeof testRegistrationSchema>): Promise<ServerReply> {
	return await ask(context, 'PUT', `/api/flows/${flow}/test`, registration);
}

/** `DELETE /api/flows/{flow}/test`: the editor has stopped listening. */
export async function removeTest(context: IHookFunctions, flow: string): Promise<ServerReply> {
	return await ask(context, 'DELETE', `/api/flows/${flow}/test`);
}

/** What the person who published should read, though all went well. */
export function warningsOf(reply: ServerReply): readonly { readonly flow: string; readonly warning: string }[] {
	const registered = reply.kind === 'done' ? flowSchema.safeParse(reply.body).data : undefined;
	return (registered?.warnings ?? []).map((warning) => ({ flow: registered?.flow ?? '', warning }));
}

/** A signed request to the server of the credential; never throws. */
export async function ask(context: ServerContext, method: IHttpRequestMethods, path: string, body?: unknown): Promise<ServerReply> {
	const credentials = await context.getCredentials<{ serverUrl: string }>(PIVOT_SERVER_CREDENTIAL);
	const address = credentials.serverUrl.replace(/\/+$/, '');
	const request: IHttpRequestOptions = {
		method,
		url: address + path,
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	};
	try {
		const response: unknown = await context.helpers.httpRequestWithAuthentication.call(context, PIVOT_SERVER_CREDENTIAL, request);
		return readReply(address, response);
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		return {
			kind: 'unreachable',
			message: `The pivot server at ${address} could not be reached from n8n (${cause}). Check that it runs, and that the address in the credential is the one n8n reaches it by.`,
		};
	}
}

const responseSchema = z.object({ statusCode: z.int(), body: z.unknown() });

function readReply(address: string, response: unknown): ServerReply {
	const { statusCode, body } = responseSchema.parse(response);
	const json = readJson(body);
	if (statusCode >= 200 && statusCode < 300) return { kind: 'done', body: json };
	const refusal = apiErrorSchema.safeParse(json);
	if (refusal.success) return { kind: 'refused', status: statusCode, ...refusal.data.error };
	return {
		kind: 'unreachable',
		message: `What answers at ${address} is not a pivot server: it said ${statusCode} without a reason a pivot server would give. Check the address in the credential.`,
	};
}

function readJson(body: unknown): JsonValue | undefined {
	if (typeof body !== 'string') return isJsonObject(body) ? body : undefined;
	const parsed = z.json().safeParse(tryParse(body));
	return parsed.data;
}

function tryParse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
