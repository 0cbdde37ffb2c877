import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData } from './fields';

/** Listens for a fax tone. */
export const faxDetect = defineModule({
	module: 'fax_detect',
	title: 'Person or fax?',
	group: 'Voicemail and fax',
	summary: 'Listens for a fax tone and branches on whether a fax machine or a person calls.',
	searchWords: ['fax tone', 'CNG', 'detect fax', 'shared fax line', 'branch'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		duration: described(integer().optional(), { title: 'Listen for', unit: 's' }),
	}),
	branches: [
		{ key: 'ON_FAX', when: 'a fax tone was heard', label: 'a fax calls' },
		{ key: 'ON_VOICE', when: 'no fax tone was heard', label: 'a person calls' },
		{ key: '_', when: 'the child for the result is missing' },
	],
	ending: 'continues',
	answers: true,
	notes: ['The caller hears nothing while it listens.'],
});
