import { defineModule } from '../moduleDefinition';
import { described, moduleData, text } from './fields';

/** Branches on the spam score of the caller. */
export const nomorobo = defineModule({
	module: 'nomorobo',
	title: 'Is it a robocall?',
	group: 'Branch',
	summary: 'Asks the NoMoRobo service how likely the caller is spam and branches on the score.',
	searchWords: ['spam', 'robocall', 'telemarketer', 'block', 'score', 'nuisance call'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		username: described(text({ min: 1, max: 1000 }), { title: 'User name', description: 'Of the NoMoRobo account.' }),
		password: described(text({ min: 1, max: 1000 }).optional(), {
			title: 'Password', description: 'Of the NoMoRobo account.',
		}),
	}),
	branches: [
		{
			key: '<score>', label: 'score {} or more',
			when: 'this is the highest of the given scores, 0 to 10, that is not above the caller\'s',
		},
		{ key: '_', when: 'no score fits, or the service did not answer' },
	],
	ending: 'continues',
	answers: false,
	notes: [
		'The switch itself asks the service over HTTPS; the caller waits meanwhile.',
		'When the service fails and there is neither `_` nor `0`, the flow ends.',
	],
});
