import * as z from 'zod/v4';
import { described, text } from './fields';

/** What the switch's validator takes for an e-mail address. */
const EMAIL = /^[^@]+@[^@]+$/;

/** Who is told (`missed_call_alert`, `notification`); with `emailsOnly` each id must look like an e-mail address. */
export function recipients({ emailsOnly }: { readonly emailsOnly: boolean }) {
	const address = emailsOnly ? text({ pattern: EMAIL }) : text();
	return z.array(z.looseObject({
		type: described(z.enum(['user', 'email']), { title: 'Kind of recipient' }),
		id: described(z.union([address, z.array(address)]), {
			title: 'Recipient', description: 'E-mail address or user id, or several.',
		}),
	}));
}

/** Says where user ids are refused although the form offers them. */
export const USER_IDS_REFUSED =
	'The validator of KAZOO master takes only what looks like an e-mail address as a recipient, also for users: give addresses.';
