import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, text } from './fields';
import { toneList } from './tones';

export const doorman = defineModule({
	module: 'doorman',
	title: 'Announce the caller first',
	group: 'Route',
	summary: 'Asks the caller\'s name, then lets the called person accept, send to voicemail or reject.',
	searchWords: ['screening', 'who is calling', 'announce', 'accept or reject', 'gatekeeper'],
	versions: ['K5'],
	data: moduleData({
		id: described(text(), { title: 'User or device', picker: 'user' }),
		failover_strategy: described(z.enum(['hangup', 'voicemail']).default('hangup'), {
			title: 'When not accepted', description: 'When nobody answers or nobody chooses.',
		}),
		vmbox_id: described(text().optional(), { title: 'Voicemail box', picker: 'vmbox' }),
		caller_greeting: described(text().default('Hi. Please state your name after the tone.'), { title: 'What the caller hears' }),
		recording_limit: described(integer().default(3), { title: 'Time for the name', unit: 's' }),
		call_timeout: described(integer().default(30), { title: 'Ring for', unit: 's' }),
		caller_id_name: described(text().default('Doorman'), { title: 'Name shown', rare: true }),
		max_menu_attempts: described(integer().default(3), { title: 'Wrong choices allowed', rare: true }),
		origin: described(text().default('callflow : cf_doorman'), { title: 'Origin of a recording', rare: true }),
		tones: described(toneList.optional(), { title: 'Ring tone for the caller', rare: true }),
	}),
	branches: [{ key: '_', when: 'the announcement is over and the caller is still there' }],
	ending: 'ends-on-success',
	answers: true,
	notes: ['The time for the name is kept between 2 and 16 seconds.'],
});
