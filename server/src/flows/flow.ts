import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/v4';
import { registrationSchema } from '../../../pivot/pairing/messages';

/** A flow as the server keeps it: what the trigger registered, and what the server made for it. */
export const flowRecordSchema = registrationSchema.extend({
	name: z.string(),
	/** Part of the voice URL: at first what `flowKey` makes of token and name, and a random one after an explicit change or removal. */
	key: z.string(),
	/** The token that registered it; signs its calls. */
	tokenId: z.string(),
	/** Absent: only ever tested from the editor, never published. */
	webhookUrl: registrationSchema.shape.webhookUrl.optional(),
	state: z.enum(['active', 'parked']),
	/** Why the switch would refuse the fallback since its rules changed: the apology goes out instead. Found out at every start. */
	fallbackRefused: z.string().optional(),
	/** Unix ms. */
	createdAt: z.number(),
	changedAt: z.number(),
});
export type Flow = z.infer<typeof flowRecordSchema>;

/** Another key for a flow: 192 random bits, fit for a path. */
export function makeFlowKey(): string {
	return randomBytes(24).toString('base64url');
}

/** Compares a key without telling by its time how much of it was right. An unknown flow takes the same time. */
export function keyMatches(flow: Pick<Flow, 'key'> | undefined, key: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(flow?.key ?? ''), digest(key)) && flow !== undefined;
}

/** True when both are the same workflow of the same n8n. */
export function sameOwner(a: Flow['owner'], b: Flow['owner']): boolean {
	return a.instanceId === b.instanceId && a.workflowId === b.workflowId;
}
