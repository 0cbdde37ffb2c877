import * as z from 'zod/v4';
import type { JsonObject } from '../pivot/json';
import type { CallflowNode } from '../pivot/callflow/callflow';
import { isCallflow } from '../pivot/callflow/checkWalk';

/** What a phone, a user, a group or a carrier does when it is rung. */
export const ENDPOINT_BEHAVIOURS = ['answers', 'busy', 'no-answer', 'rejected', 'unregistered', 'missing', 'do-not-disturb'] as const;

const endpoint = z.object({
	does: z.enum(ENDPOINT_BEHAVIOURS).default('answers'),
	/** How long it rings before that, in ms. */
	afterMs: z.number().int().nonnegative().optional(),
	/** Hangup cause in upper case, where it is another than the usual one of `does`. */
	cause: z.string().optional(),
	/** SIP code, where it is another than the usual one of `does`. */
	sipCode: z.number().int().optional(),
});

const menu = z.object({
	retries: z.number().int().positive().default(3),
	/** ms until nothing pressed counts as silence. */
	timeoutMs: z.number().int().positive().default(10_000),
	maxExtensionLength: z.number().int().positive().default(4),
	interdigitMs: z.number().int().positive().optional(),
	/** Whether an extension of the account may be typed instead of an entry. */
	hunt: z.boolean().default(true),
	/** K5: come back to `_` after a hunted extension. */
	branchExtension: z.boolean().default(false),
	greeting: z.string().optional(),
});

const jsonObject = z.record(z.string(), z.json());

const callflow = z.custom<CallflowNode>(isCallflow, {
	message: 'This must be a callflow node: {"module": …, "data": {…}, "children": {…}}, without a "flow" around it.',
});

/**
 * What the virtual account holds: who answers, what the stored documents say, which rules match now. Whatever is not
 * listed behaves ordinarily: phones answer, menus and voicemail boxes exist with the switch's defaults, no rule
 * matches, nobody is in a list.
 */
export const virtualAccountSchema = z.object({
	/** By id of device, user or group, and by number for calls through carriers. */
	endpoints: z.record(z.string(), endpoint),
	/** Members of stored groups, by group id. */
	groups: z.record(z.string(), z.array(z.string())),
	/** Endpoint ids that have this caller-id number (`route_to_cid`). */
	callerIdOwners: z.record(z.string(), z.array(z.string())),
	/** Stored callflows by document id. */
	callflows: z.record(z.string(), callflow),
	/** Stored callflows by the number or extension that reaches them. */
	numbers: z.record(z.string(), callflow),
	/** What a stored cluster function returns, by id. */
	functions: z.record(z.string(), callflow),
	menus: z.record(z.string(), menu),
	/** Voicemail boxes by id. */
	voicemailBoxes: z.record(z.string(), z.object({
		state: z.enum(['ok', 'full', 'missing']).default('ok'),
		maxMessageSeconds: z.number().int().positive().optional(),
		operator: callflow.optional(),
	})),
	/** Dial-by-name directories by id: the callflow behind the keys of each name. */
	directories: z.record(z.string(), z.record(z.string(), callflow)),
	/** Numbers of the lists of `cidlistmatch` and `dynamic_cid`, and the names `lookupcidname` finds, by list id. */
	lists: z.record(z.string(), z.record(z.string(), z.string())),
	/** Whether a temporal rule or rule set matches now, by id. */
	temporalRules: z.record(z.string(), z.boolean()),
	/** The documents `branch_variable` reads. */
	documents: z.record(z.string(), jsonObject),
	/** What NoMoRobo says: a score from 0 to 10, or no answer. */
	spamScore: z.union([z.number().min(0).max(10), z.literal('unreachable')]),
	/** What happens to a member of a queue, by queue id. */
	queues: z.record(z.string(), z.object({
		member: z.enum(['connected', 'timeout', 'full', 'exit key']).default('connected'),
		/** How long the member waits for that, in ms. */
		waitMs: z.number().int().nonnegative().default(20_000),
		/** What `acdc_wait_time` sees, in seconds. */
		averageWaitSeconds: z.number().int().nonnegative().default(0),
	})),
	/** What becomes of a parked call. */
	parking: z.enum(['picked up', 'not picked up', 'full']),
	/** Length of stored media and URLs in ms. */
	mediaMs: z.record(z.string(), z.number().int().nonnegative()),
	/** Whether the account stores recordings itself, so that `record_caller` needs no URL. */
	storesRecordings: z.boolean(),
}).partial();

export type VirtualAccount = z.input<typeof virtualAccountSchema>;
export type EndpointBehaviour = (typeof ENDPOINT_BEHAVIOURS)[number];
export type EndpointScript = z.input<typeof endpoint>;

export interface MenuDocument {
	readonly retries: number;
	readonly timeoutMs: number;
	readonly maxExtensionLength: number;
	readonly interdigitMs?: number | undefined;
	readonly hunt: boolean;
	readonly branchExtension: boolean;
	readonly greeting?: string | undefined;
}

/** The stored menu, with the switch's defaults where the document does not say. */
export function menuDocument(account: VirtualAccount, id: string | undefined): MenuDocument {
	return menu.parse((id === undefined ? undefined : account.menus?.[id]) ?? {});
}

/** The documents of `branch_variable`, an empty one where none is given. */
export function storedDocument(account: VirtualAccount, name: string): JsonObject {
	return account.documents?.[name] ?? {};
}
