import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';

export const ringGroupToggle = defineModule({
	module: 'ring_group_toggle',
	title: 'Join or leave a ring group',
	group: 'Route',
	summary: 'Logs the calling user in or out of the ring groups of another callflow.',
	searchWords: ['log in to group', 'log out of group', 'on duty', 'off duty'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		action: described(z.enum(['login', 'logout']), {
			title: 'Join or leave', choices: { login: 'Join', logout: 'Leave' },
		}),
		callflow_id: described(text(), {
			title: 'Callflow', description: 'The callflow that holds the ring group.', picker: 'callflow',
		}),
	}),
	branches: goesOn(),
	ending: 'continues',
	answers: false,
	notes: ['It changes the stored callflow, for good.'],
});
