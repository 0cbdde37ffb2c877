import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, text } from './fields';
import { recipients, USER_IDS_REFUSED } from './recipients';

/** Sends a notification the account has defined. */
export const notification = defineModule({
	module: 'notification',
	title: 'Send a notification',
	group: 'Features',
	summary: 'Sends a notification defined in the account by e-mail or SMS, now or when the call ends.',
	searchWords: ['e-mail', 'email', 'sms', 'text message', 'notify', 'alert'],
	versions: ['master', 'K5'],
	data: z.looseObject({
		recipients: described(recipients({ emailsOnly: true }).default(() => []), { title: 'Recipients' }),
		template_id: described(text().optional(), { title: 'Template', description: 'Id of the notification in the account.' }),
		comments: described(text().optional(), { title: 'Comment', description: 'Text for the notification.' }),
		send_at: described(z.enum(['callflow_exec', 'channel_destroy']).default('channel_destroy'), {
			title: 'When', choices: { callflow_exec: 'Now', channel_destroy: 'When the call has ended' },
		}),
		notification_media: described(z.array(z.enum(['email', 'sms'])).optional(), {
			title: 'By', description: 'E-mail, SMS or both.',
		}),
	}),
	branches: goesOn('the notification is sent or registered'),
	ending: 'continues',
	answers: false,
	notes: ['KAZOO 4.3 does not have it.', USER_IDS_REFUSED],
});
