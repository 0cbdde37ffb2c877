import { defineModule } from '../moduleDefinition';
import { described, moduleData, text } from './fields';
import { faxMedia } from './faxMedia';

/** Receives a fax into a fax box. */
export const faxbox = defineModule({
	module: 'faxbox',
	title: 'Receive a fax into a box',
	group: 'Voicemail and fax',
	summary: 'Takes the call as a fax and puts the pages into a fax box.',
	searchWords: ['fax', 'fax machine', 'T.38', 'fax inbox'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		id: described(text().optional(), { title: 'Fax box', picker: 'faxbox' }),
		faxbox_id: described(text().optional(), {
			title: 'Fax box, other key', description: 'Another name of the same setting.', picker: 'faxbox', rare: true,
		}),
		media: faxMedia,
	}),
	branches: [],
	ending: 'terminal',
	answers: true,
	notes: ['No child is ever run.'],
});
