import * as z from 'zod/v4';
import { jsonObjectSchema } from '../../../pivot/jsonSchema';

/** What the server keeps of a call between two pivots: too large for the address, or secret. */
export const keptStateSchema = z.object({
	id: z.string(),
	callId: z.string(),
	/** Unix ms. */
	until: z.number(),
	state: z.object({
		variables: jsonObjectSchema,
		secret: z.array(z.string()),
		before: z.record(z.string(), z.string()),
	}),
});
export type KeptState = z.infer<typeof keptStateSchema>;
