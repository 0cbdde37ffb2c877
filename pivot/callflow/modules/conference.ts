import { defineModule } from '../moduleDefinition';
import { conferenceFields, conferenceFieldsOfK5 } from './conferenceFields';

/** Lets the caller join a conference room. */
export const conference = defineModule({
	module: 'conference',
	title: 'Join a conference',
	group: 'Conference',
	summary: 'Lets the caller join a conference room: a stored one, one built on the spot, or one the caller is asked for.',
	searchWords: ['conference room', 'meeting', 'bridge', 'three-way', 'group call', 'moderator', 'PIN'],
	versions: ['4.3', 'master', 'K5'],
	data: conferenceFields,
	dataIn: { K5: conferenceFieldsOfK5 },
	branches: [],
	ending: 'terminal',
	answers: true,
	notes: ['No child is ever run.', 'On KAZOO 5 a room built on the spot needs a name.'],
});
