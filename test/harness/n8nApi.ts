import { waitUntil } from './waitUntil';

/** A workflow as n8n's public API takes it. */
export interface NewWorkflow {
	name: string;
	nodes: ReadonlyArray<Record<string, unknown>>;
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

/** One run of a workflow, as n8n's public API gives it. */
export interface Execution {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
	/** The whole run, with every node's data; only when asked for. */
	data?: unknown;
}

export interface N8nApi {
	/** Calls the public API (`/api/v1`). Throws with n8n's own words when the answer is not a 2xx. */
	readonly call: (method: string, path: string, body?: unknown) => Promise<unknown>;
	/** @returns the credential's id */
	readonly createCredential: (name: string, type: string, data: Record<string, unknown>) => Promise<string>;
	/** @returns the workflow's id */
	readonly createWorkflow: (workflow: NewWorkflow) => Promise<string>;
	/** n8n refuses unknown node types, missing parameters and missing credentials here, in words. */
	readonly activate: (workflowId: string) => Promise<void>;
	readonly deactivate: (workflowId: string) => Promise<void>;
	readonly deleteWorkflow: (workflowId: string) => Promise<void>;
	/** Newest first. */
	readonly executions: (filter?: { workflowId?: string; includeData?: boolean; limit?: number }) => Promise<Execution[]>;
	/** n8n activates after it has answered: waits until the production webhook is there, without calling it. */
	readonly waitForWebhook: (path: string, method?: string, withinMs?: number) => Promise<void>;
	/** Waits until the production webhook is gone, without calling it. */
	readonly waitForNoWebhook: (path: string, method?: string, withinMs?: number) => Promise<void>;
}

/**
 * What the tests and the demo ask of a running n8n.
 *
 * @param address n8n's address, such as `http://127.0.0.1:5678`
 */
export function n8nApi(address: string, apiKey: string): N8nApi {
	const call = (method: string, path: string, body?: unknown) =>
		requestJson(method, `${address}/api/v1${path}`, { 'x-n8n-api-key': apiKey }, body);
	const webhook = async (path: string, method: string, present: boolean, withinMs: number) => {
		await waitUntil(async () => ((await webhookMethods(address, path)).includes(method) === present ? true : undefined), {
			withinMs,
			everyMs: 20,
			what: `the webhook ${method} ${path} to be ${present ? 'there' : 'gone'}`,
		});
	};

	return {
		call,
		createCredential: async (name, type, data) => idOf(await call('POST', '/credentials', { name, type, data })),
		createWorkflow: async (workflow) => idOf(await call('POST', '/workflows', { settings: {}, ...workflow })),
		activate: async (id) => {
			await call('POST', `/workflows/${id}/activate`);
		},
		deactivate: async (id) => {
			await call('POST', `/workflows/${id}/deactivate`);
		},
		deleteWorkflow: async (id) => {
			await call('DELETE', `/workflows/${id}`);
		},
		executions: async ({ workflowId, includeData = false, limit = 50 } = {}) => {
			const query = new URLSearchParams({ limit: String(limit), includeData: String(includeData) });
			if (workflowId !== undefined) query.set('workflowId', workflowId);
			return executionsOf(await call('GET', `/executions?${query.toString()}`));
		},
		waitForWebhook: (path, method = 'POST', withinMs = 10_000) => webhook(path, method, true, withinMs),
		waitForNoWebhook: (path, method = 'POST', withinMs = 10_000) => webhook(path, method, false, withinMs),
	};
}

/**
 * Sends JSON, reads JSON.
 *
 * @throws with method, address, status and the body's text when the answer is not a 2xx
 */
export async function requestJson(
	method: string,
	url: string,
	headers: Record<string, string>,
	body?: unknown,
): Promise<unknown> {
	const response = await fetch(url, {
		method,
		headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
		signal: AbortSignal.timeout(60_000),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`${method} ${url} was answered ${response.status}: ${text.slice(0, 2000)}`);
	const parsed: unknown = text === '' ? undefined : JSON.parse(text);
	return parsed;
}

/**
 * Reads a text at a path of an answer.
 *
 * @throws when it is not there
 */
export function textAt(answer: unknown, ...path: string[]): string {
	let value = answer;
	for (const key of path) value = isRecord(value) ? value[key] : undefined;
	if (typeof value !== 'string') throw new Error(`n8n's answer has no text at ${path.join('.')}: ${JSON.stringify(answer)}`);
	return value;
}

/** Asked with a preflight request, which n8n answers from its table of webhooks and starts no execution for. */
async function webhookMethods(address: string, path: string): Promise<string[]> {
	const response = await fetch(`${address}/webhook/${path}`, {
		method: 'OPTIONS',
		headers: { origin: address },
		signal: AbortSignal.timeout(5000),
	});
	await response.body?.cancel();
	const methods = response.headers.get('access-control-allow-methods') ?? '';
	return methods.split(',').map((method) => method.trim());
}

function idOf(answer: unknown): string {
	return textAt(answer, 'id');
}

function executionsOf(answer: unknown): Execution[] {
	const list = isRecord(answer) && Array.isArray(answer['data']) ? (answer['data'] as unknown[]) : [];
	return list.filter(isRecord).map((one) => ({
		id: String(one['id']),
		workflowId: String(one['workflowId']),
		status: String(one['status']),
		mode: String(one['mode']),
		...(one['data'] === undefined ? {} : { data: one['data'] }),
	}));
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
