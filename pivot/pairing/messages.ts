import * as z from 'zod/v4';
import { jsonObjectSchema, jsonSchema } from '../jsonSchema';
import { DIALECT_NAMES } from '../dialects/dialect';
import { SWITCH_VERSIONS } from '../switchVersion';

/** Name of a flow: stands in the voice URL, so lower-case letters, digits and hyphens. */
export const FLOW_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Time for a whole answer, in ms: what a flow may ask for, and what it gets when it asks for nothing. */
export const BUDGET_MS = { min: 500, max: 4700, default: 4000 } as const;

/** The part of the budget that is kept for sending the fallback, in ms. */
export const FALLBACK_RESERVE_MS = 300;

/** How long a test registration lasts, in ms: n8n itself stops listening after 120 s. */
export const TEST_REGISTRATION_MS = 150_000;

export const ownerSchema = z.object({
	/** n8n's instance id. */
	instanceId: z.string().min(1).max(128),
	workflowId: z.string().min(1).max(128),
	workflowName: z.string().max(256).optional(),
	nodeName: z.string().max(256).optional(),
});
export type FlowOwner = z.infer<typeof ownerSchema>;

/** `PUT /api/flows/{flow}`: what a Pivot Trigger says when its workflow is published. Idempotent. */
export const registrationSchema = z.object({
	owner: ownerSchema,
	/** n8n as the server reaches it. */
	webhookUrl: z.url({ protocol: /^https?$/ }).max(2048),
	switchVersion: z.enum(['any', ...SWITCH_VERSIONS]).default('any'),
	/** Callflows are drawn in KAZOO's words; the server sends them in the words of this switch. */
	dialect: z.enum(DIALECT_NAMES).default('kazoo'),
	/** Language of the spoken apology, such as `en-us`. */
	language: z.string().max(16).default('en-us'),
	budgetMs: z.int().min(BUDGET_MS.min).max(BUDGET_MS.max).default(BUDGET_MS.default),
	/** The callflow that serves the caller when the workflow cannot; absent: the spoken apology. */
	fallback: jsonSchema.optional(),
	/** `switch`: answer 502 instead, so that the pivot's own `_` child runs. */
	onFailure: z.enum(['fallback', 'switch']).default('fallback'),
	/** Only calls of these accounts; empty: all. */
	accountIds: z.array(z.string().max(64)).max(1000).default([]),
});
export type Registration = z.infer<typeof registrationSchema>;

/** `PUT /api/flows/{flow}/test`: the editor listens for {@link TEST_REGISTRATION_MS} at most. */
export const testRegistrationSchema = z.object({
	owner: ownerSchema,
	webhookUrl: z.url({ protocol: /^https?$/ }).max(2048),
	/** Caller numbers whose next call goes to the editor. */
	callers: z.array(z.string().max(64)).max(100).default([]),
	/** Takes whoever calls next. */
	anyNextCall: z.boolean().default(false),
});
export type TestRegistration = z.infer<typeof testRegistrationSchema>;

/** Answer to a registration. */
export const flowSchema = z.object({
	flow: z.string(),
	state: z.enum(['active', 'parked']),
	/** What goes into the callflow on the switch. */
	voiceUrl: z.string(),
	budgetMs: z.number(),
	/** Sentences the person who published should read. */
	warnings: z.array(z.string()),
});
export type RegisteredFlow = z.infer<typeof flowSchema>;

/** Every refusal of the server's API. */
export const apiErrorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
export type ApiError = z.infer<typeof apiErrorSchema>;

/** Server to n8n: the body of a call. Always POST, always JSON. */
export const callMessageSchema = z.object({
	v: z.literal(1),
	attempt: z.string(),
	flow: z.string(),
	voiceUrl: z.string(),
	/** The switch's fields, nested, as received. */
	fields: jsonObjectSchema,
	/** All variables of the call: those among the fields, and what the call carried beside them. Absent: those among the fields. */
	variables: jsonObjectSchema.optional(),
	/** What was odd about the request, in sentences. */
	remarks: z.array(z.string()).optional(),
	/** How many pivots this call has made before, as the server counts. */
	pivotsBefore: z.int(),
	switchVersion: z.enum(['any', ...SWITCH_VERSIONS]),
	test: z.boolean(),
	/** URLs the switch refuses, as the server was told; absent: KAZOO's default. */
	deny: z.object({ hosts: z.array(z.string()), networks: z.array(z.string()) }).optional(),
});
export type CallMessage = z.infer<typeof callMessageSchema>;

/** Answer to a probe: proves that the address leads to a Pivot Trigger with the same token. */
export const probeAnswerSchema = z.object({ probe: z.string(), workflowId: z.string() });
export type ProbeAnswer = z.infer<typeof probeAnswerSchema>;
