import { defineModule } from '../moduleDefinition';
import { described, moduleData, text } from './fields';

/** Branches on whether the caller is in a list. */
export const cidlistmatch = defineModule({
	module: 'cidlistmatch',
	title: 'Is the caller in a list?',
	group: 'Branch',
	summary: 'Looks the caller\'s number up in a list of the account and branches on whether it is there.',
	searchWords: ['list', 'blocklist', 'blacklist', 'whitelist', 'known caller', 'VIP'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		id: described(text().optional(), { title: 'List', picker: 'list' }),
	}),
	branches: [
		{ key: 'match', when: 'the caller is in the list', label: 'listed' },
		{ key: 'nomatch', when: 'the caller is not in the list', label: 'not listed' },
		{ key: '_', when: 'the child for the result is missing' },
	],
	ending: 'continues',
	answers: false,
	notes: [],
});
