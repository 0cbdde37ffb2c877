import * as z from 'zod/v4';
import type { JsonObject } from '../../pivot/json';
import { flowSchema, type RegisteredFlow } from '../../pivot/pairing/messages';
import { ask, type ServerContext, type ServerReply } from './pivotServer';

/** One row of the server's list of attempts; what else it holds is kept. */
const attemptRowSchema = z.looseObject({
	id: z.string(),
	flow: z.string(),
	callId: z.string(),
	from: z.string(),
	to: z.string(),
	/** First byte of the request, Unix ms. */
	at: z.number(),
	elapsedMs: z.number(),
	outcome: z.string(),
	status: z.number(),
	code: z.string(),
	sentence: z.string(),
});
export type ServerAttempt = z.infer<typeof attemptRowSchema>;

const attemptsSchema = z.object({ attempts: z.array(attemptRowSchema) });
const flowsSchema = z.object({ flows: z.array(flowSchema) });

/** The most rows the server gives at once. */
export const MOST_ATTEMPTS = 500;

/** What was asked for, or why not in a sentence. */
export type Reading<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: string; readonly status?: number };

/** `GET /api/attempts`: newest first. */
export async function readAttempts(context: ServerContext, filter: { readonly limit: number; readonly flow?: string; readonly call?: string }): Promise<Reading<readonly ServerAttempt[]>> {
	const query = new URLSearchParams({ limit: String(filter.limit) });
	if (filter.flow !== undefined) query.set('flow', filter.flow);
	if (filter.call !== undefined) query.set('call', filter.call);
	const reading = readAs(attemptsSchema, await ask(context, 'GET', `/api/attempts?${query.toString()}`));
	return reading.ok ? { ok: true, value: reading.value.attempts } : reading;
}

/** `GET /api/attempts/{id}`: everything the server kept of one request of the switch. */
export async function readAttempt(context: ServerContext, id: string): Promise<Reading<JsonObject>> {
	return readAs(z.record(z.string(), z.json()), await ask(context, 'GET', `/api/attempts/${encodeURIComponent(id)}`));
}

/** `GET /api/flows`. */
export async function listFlows(context: ServerContext): Promise<Reading<readonly RegisteredFlow[]>> {
	const reading = readAs(flowsSchema, await ask(context, 'GET', '/api/flows'));
	return reading.ok ? { ok: true, value: reading.value.flows } : reading;
}

/** `GET /api/flows/{flow}`. */
export async function readFlow(context: ServerContext, flow: string): Promise<Reading<RegisteredFlow>> {
	return readAs(flowSchema, await ask(context, 'GET', `/api/flows/${encodeURIComponent(flow)}`));
}

function readAs<Schema extends z.ZodType>(schema: Schema, reply: ServerReply): Reading<z.output<Schema>> {
	if (reply.kind !== 'done') return { ok: false, message: reply.message, ...(reply.kind === 'refused' ? { status: reply.status } : {}) };
	const parsed = schema.safeParse(reply.body);
	if (parsed.success) return { ok: true, value: parsed.data };
	return { ok: false, message: 'The pivot server answered in a shape this version of the Pivot nodes cannot read: bring both to the same version.' };
}
