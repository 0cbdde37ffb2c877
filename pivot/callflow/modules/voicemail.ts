import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, integer, moduleData, text } from './fields';

/** Lets the caller leave a message in a voicemail box, or listen to one. */
export const voicemail = defineModule({
	module: 'voicemail',
	title: 'Voicemail',
	group: 'Voicemail and fax',
	summary: 'Lets the caller leave a message in a voicemail box, or listen to the messages in it.',
	searchWords: ['leave a message', 'mailbox', 'message box', 'greeting', 'beep', 'listen to messages', 'answering machine'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		action: described(z.enum(['check', 'compose']).default('compose'), {
			title: 'What to do', choices: { compose: 'Leave a message', check: 'Listen to messages' },
		}),
		id: described(text({ min: 32, max: 32 }).optional(), {
			title: 'Voicemail box', description: 'Id of the box, 32 characters.', picker: 'vmbox',
		}),
		max_message_length: described(integer().default(500), {
			title: 'Longest message', unit: 's', description: 'The setting of the box wins where it has one.',
		}),
		callerid_match_login: described(z.boolean().default(false), {
			title: 'Find the box by caller ID',
			description: 'When listening: take the box that belongs to the caller.', rare: true,
		}),
		single_mailbox_login: described(z.boolean().default(false), {
			title: 'Log in to the only box',
			description: 'When listening: a caller who owns one box need not say which.', rare: true,
		}),
		interdigit_timeout: described(integer().default(2000), {
			title: 'Wait between two keys', unit: 'ms', description: 'The setting of the box wins where it has one.', rare: true,
		}),
	}),
	branches: goesOn('the caller is done and still there, or the box is full or missing'),
	ending: 'continues',
	answers: true,
	notes: [
		'When the caller hangs up the flow ends.',
		'The operator key leaves for the callflow of the operator.',
		'A message left here sends the notification voicemail_new.',
		'A box that is full or missing is announced to the caller.',
	],
});
