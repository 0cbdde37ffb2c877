import * as z from 'zod/v4';
import { flowSchema } from '../../../../pivot/pairing/messages';
import type { Token } from '../../../../pivot/pairing/signature';
import { readFromServer } from '../../api/askServer';
import { EXCHANGE_MS } from './httpExchange';

const pingSchema = z.object({ server: z.literal('kazoo-pivot'), version: z.string(), publicUrl: z.string() });

/** What a pivot server says of itself. */
export type ServerSeen = z.infer<typeof pingSchema>;

/** A flow as the server describes it, as far as the doctor reads it. */
const seenFlowSchema = flowSchema.extend({
	webhookUrl: z.string().optional(),
	owner: z.object({ workflowId: z.string(), workflowName: z.string().optional() }),
});
export type FlowSeen = z.infer<typeof seenFlowSchema>;

/** @throws Error with a sentence when it is not reached, or does not let the token in */
export async function seeServer(server: string, token: Token): Promise<ServerSeen> {
	return await readFromServer(server, token, '/api/ping', pingSchema, EXCHANGE_MS);
}

/** @throws Error with a sentence */
export async function seeFlows(server: string, token: Token): Promise<readonly FlowSeen[]> {
	return (await readFromServer(server, token, '/api/flows', z.object({ flows: z.array(seenFlowSchema) }), EXCHANGE_MS)).flows;
}
