import * as z from 'zod/v4';
import { anyObject, described, integer, text } from './fields';

/** Keys of `data` that the steps which ring someone share. */

/** How one endpoint is rung (`device`, `user`, `route_to_cid`). */
export const callerFields = {
	can_call_self: described(z.boolean().optional(), {
		title: 'May ring the caller\'s own phones', description: 'Also ring devices of the user who is calling.', rare: true,
	}),
	can_text_self: described(z.boolean().optional(), { title: 'May text the caller\'s own phones', rare: true }),
	delay: described(integer().default(0), { title: 'Wait before ringing', unit: 's', rare: true }),
	static_invite: described(text().optional(), {
		title: 'SIP user to invite', description: 'Instead of the one of the device.', rare: true,
	}),
	suppress_clid: described(z.boolean().optional(), { title: 'Hide the caller id', rare: true }),
};

export const customSipHeaders = described(anyObject().optional(), {
	title: 'SIP headers', description: 'Header names and values to send along.', rare: true,
});

export const failOnSingleReject = described(z.boolean().optional(), {
	title: 'One rejection ends it', description: 'When one phone rejects the call, stop ringing the others.', rare: true,
});

/** How a group is rung (`group`, `ring_group`). */
export const groupFields = {
	timeout: described(integer().default(20), { title: 'Ring for', unit: 's' }),
	fail_on_single_reject: failOnSingleReject,
	ignore_forward: described(z.boolean().default(true), {
		title: 'Ignore call forwarding', description: 'Do not follow forwarding set on a phone.', rare: true,
	}),
	ringback: described(text().optional(), {
		title: 'What the caller hears', description: 'Tone or sound while it rings.', rare: true,
	}),
	ringtones: described(z.looseObject({
		internal: described(text().optional(), { title: 'For calls from inside' }),
		external: described(text().optional(), { title: 'For calls from outside' }),
	}).optional(), { title: 'Ring tones', rare: true }),
};

/** What K5 adds to the groups. */
export const groupFieldsOfK5 = {
	group_name: described(text().optional(), { title: 'Name of the group', rare: true }),
	hard_stop_after_successful_group: described(z.boolean().optional(), {
		title: 'End everything after the conversation', description: 'Also callflows that wait for this one.', rare: true,
	}),
	ignore_early_media: described(z.boolean().optional(), { title: 'No early media', rare: true }),
	sca: described(z.looseObject({
		enabled: described(z.boolean().optional(), { title: 'On' }),
	}).optional(), { title: 'Shared call appearance', rare: true }),
};
