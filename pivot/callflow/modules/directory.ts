import { defineModule } from '../moduleDefinition';
import { described, moduleData, text } from './fields';

export const directory = defineModule({
	module: 'directory',
	title: 'Dial by name',
	group: 'Listen',
	summary: 'Lets the caller spell a name on the keypad and runs that person\'s callflow.',
	searchWords: ['company directory', 'find a person', 'spell a name', 'phone book'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		id: described(text().optional(), { title: 'Directory', picker: 'directory' }),
	}),
	branches: [{ key: '_', when: 'nobody is listed or the caller pressed 0' }],
	ending: 'branches-out',
	answers: true,
	notes: ['A caller who finds nobody is hung up.'],
});
