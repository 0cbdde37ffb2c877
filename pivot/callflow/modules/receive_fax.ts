import { defineModule } from '../moduleDefinition';
import { faxMedia } from './faxMedia';
import { described, moduleData, text } from './fields';

/** Receives a fax for a user. */
export const receiveFax = defineModule({
	module: 'receive_fax',
	title: 'Receive a fax for a user',
	group: 'Voicemail and fax',
	summary: 'Takes the call as a fax and sends the pages to a user.',
	searchWords: ['fax', 'fax to email', 'T.38', 'fax machine'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		owner_id: described(text().optional(), { title: 'User', description: 'Who gets the fax.', picker: 'user' }),
		media: faxMedia,
	}),
	branches: [],
	ending: 'terminal',
	answers: true,
	notes: ['No child is ever run.'],
});
