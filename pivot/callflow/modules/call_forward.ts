import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, integer, moduleData } from './fields';

const data = moduleData({
	action: described(z.enum(['activate', 'deactivate', 'update', 'toggle', 'menu']).optional(), {
		title: 'What to do',
		choices: {
			activate: 'Switch on', deactivate: 'Switch off', toggle: 'Switch on or off', update: 'Ask for a new number',
			menu: 'Let the caller choose',
		},
	}),
});

/** Changes the call forwarding of the caller's own user. */
export const callForward = defineModule({
	module: 'call_forward',
	title: 'Call forwarding on or off',
	group: 'Features',
	summary: 'Switches the call forwarding of the calling user on or off, or changes the number.',
	searchWords: ['forward', 'divert', 'redirect calls', '*72', '*73', 'feature code'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: {
		K5: data.extend({
			menu_retries: described(integer().default(3), { title: 'Tries in the menu', rare: true }),
		}),
	},
	branches: goesOn('the setting is saved'),
	ending: 'continues',
	answers: true,
	notes: [
		'Only a caller inside the account can use it; anyone else hears a prompt and the flow ends.',
		'The setting stays after the call.',
	],
});
