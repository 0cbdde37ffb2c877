import * as z from 'zod/v4';
import { jsonSchema } from '../../../pivot/jsonSchema';

const problem = z.object({ path: z.string(), code: z.string(), message: z.string(), consequence: z.string() });

/** An answer that was asked for and could not be used. */
const fault = z.object({
	code: z.string(),
	sentence: z.string(),
	/** From the editor's test run. */
	test: z.boolean(),
	elapsedMs: z.number(),
	status: z.number().optional(),
	contentType: z.string().optional(),
	/** The start of the body as text. */
	body: z.string().optional(),
	problems: z.array(problem),
});
export type Fault = z.infer<typeof fault>;

/** One row of the list: who called, and what became of it. */
export const attemptSummarySchema = z.object({
	id: z.string(),
	/** Empty when the request named no flow of this server. */
	flow: z.string(),
	callId: z.string(),
	accountId: z.string(),
	from: z.string(),
	to: z.string(),
	method: z.string(),
	/** First byte of the request, Unix ms. */
	at: z.number(),
	/** From the first byte to the answer, ms. */
	elapsedMs: z.number(),
	budgetMs: z.number(),
	/** Who served the caller; `refused`: the request was answered with a 4xx. */
	outcome: z.enum(['workflow', 'fallback', 'switch', 'refused']),
	status: z.number(),
	code: z.string(),
	sentence: z.string(),
	test: z.boolean(),
	executionId: z.string().optional(),
});
export type AttemptSummary = z.infer<typeof attemptSummarySchema>;

/** Everything that is kept of one request of the switch. */
export const attemptSchema = attemptSummarySchema.extend({
	/** Pivots this call had made before. */
	pivotsBefore: z.number(),
	/** Requests answered together with this one because they were the same. */
	joined: z.number(),
	/** The switch took the answer; false: it had closed the connection. */
	delivered: z.boolean(),
	request: z.object({
		/** As on the wire, the key of the flow blotted out. */
		target: z.string(),
		contentType: z.string().optional(),
		body: z.string().optional(),
		fields: jsonSchema.optional(),
		remarks: z.array(z.string()),
	}),
	/** The body that was sent to the switch. */
	answer: z.string(),
	faults: z.array(fault),
	warnings: z.array(problem),
});
export type Attempt = z.infer<typeof attemptSchema>;

export interface AttemptFilter {
	readonly limit: number;
	readonly flow?: string | undefined;
	readonly callId?: string | undefined;
}
