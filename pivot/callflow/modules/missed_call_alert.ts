import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData } from './fields';
import { recipients, USER_IDS_REFUSED } from './recipients';

const who = { title: 'Recipients', description: 'Who gets the e-mail.' };
const data = moduleData({ recipients: described(recipients({ emailsOnly: true }), who) });

/** Sends an e-mail when the call is missed. */
export const missedCallAlert = defineModule({
	module: 'missed_call_alert',
	title: 'Missed call alert',
	group: 'Features',
	summary: 'Sends an e-mail when the call ends without anyone answering and without a message.',
	searchWords: ['missed call', 'e-mail', 'email', 'notify', 'unanswered call'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: {
		K5: data.extend({
			recipients: described(recipients({ emailsOnly: false }), who),
			alert_on_internal_calls: described(z.boolean().default(false), { title: 'Also for calls from inside', rare: true }),
		}),
	},
	branches: goesOn('the alert is registered'),
	ending: 'continues',
	answers: false,
	notes: [
		'It registers the alert and goes on; the e-mail is sent when the call has ended.',
		'Only for calls from outside, unless told otherwise on KAZOO 5.',
		'It sends the notification missed_call.',
		USER_IDS_REFUSED,
	],
});
