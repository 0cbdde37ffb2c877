import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';

/** Logs an agent in or out of one queue. */
export const acdcQueue = defineModule({
	module: 'acdc_queue',
	title: 'Agent log in or out of one queue',
	group: 'Queue',
	summary: 'Logs the calling agent in or out of one queue.',
	searchWords: ['agent', 'log in', 'log out', 'join a queue', 'leave a queue', 'call center'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		action: described(z.enum(['login', 'logout']).optional(), {
			title: 'What to do', choices: { login: 'Log in', logout: 'Log out' },
		}),
		id: described(text().optional(), { title: 'Queue', picker: 'queue' }),
	}),
	branches: goesOn('the agent is logged in or out of the queue'),
	ending: 'continues',
	answers: true,
	notes: ['Needs the application acdc on the switch.'],
});
