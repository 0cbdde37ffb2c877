import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, text } from './fields';

/** Logs a user in or out of the calling phone, or rings where the user is. */
export const hotdesk = defineModule({
	module: 'hotdesk',
	title: 'Hot desk',
	group: 'Features',
	summary: 'Logs a user in or out of the calling phone, or rings the phones where the user is logged in.',
	searchWords: ['log in to a phone', 'shared desk', 'roaming user', 'log out', 'ring a user', 'feature code'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		action: described(z.enum(['logout', 'login', 'toggle', 'bridge']).optional(), {
			title: 'What to do',
			choices: { login: 'Log in', logout: 'Log out', toggle: 'Log in or out', bridge: 'Ring where the user is logged in' },
		}),
		id: described(text().optional(), {
			title: 'User', description: 'Empty: the caller is asked for the hot desk id.', picker: 'user',
		}),
		interdigit_timeout: described(integer().optional(), {
			title: 'Wait between two keys', unit: 'ms',
			description: 'Milliseconds, whatever the documentation of the switch says.', rare: true,
		}),
	}),
	branches: [
		{
			key: '<hangup cause>', label: '{}',
			when: 'ringing the user failed with this hangup cause, in upper case, such as NO_ANSWER',
		},
		{
			key: 'sip:<code>', label: 'SIP {}',
			when: 'ringing the user failed with this SIP code and no child has the name of the cause',
		},
		{ key: '_', when: 'the user is logged in or out, or could not be reached' },
	],
	ending: 'continues',
	answers: true,
	notes: ['Ringing the user does not answer the call by itself.', 'A login stays after the call.'],
});
