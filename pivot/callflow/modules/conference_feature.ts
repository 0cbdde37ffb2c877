import { defineModule } from '../moduleDefinition';
import { conferenceFields, conferenceFieldsOfK5 } from './conferenceFields';

/** Lets the caller join the conference room dialled behind a feature code. */
export const conferenceFeature = defineModule({
	module: 'conference_feature',
	title: 'Join a conference by feature code',
	group: 'Conference',
	summary: 'Lets the caller join the conference room whose id was dialled behind a feature code.',
	searchWords: ['conference room', 'meeting', 'bridge', 'feature code', 'moderator'],
	versions: ['4.3', 'master', 'K5'],
	data: conferenceFields,
	dataIn: { K5: conferenceFieldsOfK5 },
	branches: [],
	ending: 'terminal',
	answers: true,
	notes: ['No child is ever run.', 'Of use only behind a feature code.', 'On KAZOO 5 a room built on the spot needs a name.'],
});
