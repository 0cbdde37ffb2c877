import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, text } from './fields';

export const response = defineModule({
	module: 'response',
	title: 'Refuse the call',
	group: 'Control',
	summary: 'Turns an unanswered call down with a SIP code, after an announcement if you like.',
	searchWords: ['reject', 'busy', 'decline', 'sip code', '486', 'block'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		code: described(integer().default(486), { title: 'SIP code', description: '486 is busy, 603 is declined.' }),
		message: described(text().optional(), { title: 'Reason', description: 'Text that goes with the code.' }),
		media: described(text({ max: 2048 }).optional(), {
			title: 'Announcement', description: 'Id or URL of a sound to play first.', picker: 'media',
		}),
	}),
	branches: [],
	ending: 'terminal',
	answers: false,
	notes: ['A call that was answered before is simply hung up.', 'The caller is not charged for the announcement.'],
});
