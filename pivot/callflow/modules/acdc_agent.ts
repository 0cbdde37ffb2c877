import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, integer, moduleData, text } from './fields';

/** Logs an agent in or out, pauses or resumes. */
export const acdcAgent = defineModule({
	module: 'acdc_agent',
	title: 'Agent log in, log out or pause',
	group: 'Queue',
	summary: 'Logs the calling agent in or out of their queues, or pauses and resumes their work.',
	searchWords: ['agent', 'log in', 'log out', 'break', 'pause', 'queue', 'call center'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		action: described(z.enum(['login', 'logout', 'paused', 'resume']).optional(), {
			title: 'What to do', choices: { login: 'Log in', logout: 'Log out', paused: 'Pause', resume: 'Resume' },
		}),
		timeout: described(integer().optional(), { title: 'Pause for', unit: 's' }),
		presence_id: described(text().optional(), {
			title: 'Presence id', description: 'Whose lamp shows the state.', rare: true,
		}),
		presence_state: described(z.enum(['early', 'confirmed', 'terminated', 'red_flash', 'red_solid', 'green']).optional(), {
			title: 'Lamp', rare: true,
		}),
	}),
	branches: goesOn('the state of the agent is changed'),
	ending: 'continues',
	answers: true,
	notes: ['Needs the application acdc on the switch.'],
});
