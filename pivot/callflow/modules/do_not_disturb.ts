import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';

/** Switches do-not-disturb of a user or phone. */
export const doNotDisturb = defineModule({
	module: 'do_not_disturb',
	title: 'Do not disturb on or off',
	group: 'Features',
	summary: 'Switches do-not-disturb of the calling user or of a given user or phone on or off.',
	searchWords: ['DND', 'quiet', 'no calls', '*78', '*79', 'feature code'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		action: described(z.enum(['activate', 'deactivate', 'toggle']).optional(), {
			title: 'What to do', choices: { activate: 'Switch on', deactivate: 'Switch off', toggle: 'Switch on or off' },
		}),
		id: described(text().optional(), {
			title: 'User or phone', description: 'Id. Empty: the caller\'s own.', picker: 'user',
		}),
	}),
	branches: goesOn('the setting is saved'),
	ending: 'continues',
	answers: true,
	notes: [
		'Where neither a user nor a phone can be found, the caller hears a prompt and the flow ends.',
		'The setting stays after the call.',
	],
});
