import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData } from './fields';

/** Switches call waiting of the caller's own phone or user. */
export const callWaiting = defineModule({
	module: 'call_waiting',
	title: 'Call waiting on or off',
	group: 'Features',
	summary: 'Switches call waiting of the calling phone or user on or off.',
	searchWords: ['second call', 'busy', 'feature code', 'call waiting'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		action: described(z.enum(['activate', 'deactivate', 'toggle']).default('toggle'), {
			title: 'What to do', choices: { activate: 'Switch on', deactivate: 'Switch off', toggle: 'Switch on or off' },
		}),
		scope: described(z.enum(['device', 'user']).default('device'), { title: 'For the phone or the user' }),
	}),
	branches: goesOn('the setting is saved'),
	ending: 'continues',
	answers: true,
	notes: [
		'Only a caller inside the account can use it; anyone else hears a prompt and the flow ends.',
		'The setting stays after the call.',
	],
});
