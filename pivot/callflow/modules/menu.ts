import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, text } from './fields';

export const menu = defineModule({
	module: 'menu',
	title: 'Play a menu',
	group: 'Listen',
	summary: 'Plays the greeting of a stored menu and goes where the caller\'s key leads.',
	searchWords: ['ivr', 'press one for', 'auto attendant', 'options', 'keypad menu'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		id: described(text().optional(), { title: 'Menu', description: 'Id of the stored menu.', picker: 'menu' }),
		interdigit_timeout: described(integer().optional(), { title: 'Wait between digits', unit: 'ms', rare: true }),
	}),
	branches: [
		{ key: '<digits>', when: 'the caller pressed these digits, such as 1 or 12', label: '{} is pressed' },
		{ key: 'timeout', when: 'nothing was pressed the first time', label: 'nothing is pressed' },
		{ key: 'max_retries', when: 'the caller never chose anything valid', label: 'no choice was valid' },
		{ key: '_', when: 'the caller never chose anything valid and there is no max_retries' },
	],
	ending: 'continues',
	answers: true,
	notes: [
		'Greeting, retries, times and hunting rules come from the stored menu, not from here.',
		'Without a valid menu the caller hears that there is no prompt.',
		'Without a `timeout` child, silence costs a retry.',
		'An extension typed in full runs its callflow; afterwards this step\'s `_` runs, on K5 only if the menu says so.',
	],
});
