import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';

/** Sets one of the switch's own channel variables. */
export const setVariable = defineModule({
	module: 'set_variable',
	title: 'Set a channel variable',
	group: 'Variables',
	summary: 'Sets one of the few variables the switch itself acts on, such as the priority in a queue.',
	searchWords: ['call_priority', 'group_id', 'queue priority', 'channel var'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		variable: described(text().optional(), { title: 'Variable', description: 'call_priority or group_id.' }),
		value: described(text().optional(), { title: 'Value' }),
		channel: described(z.enum(['a', 'both']).default('a'), {
			title: 'On which leg', choices: { a: 'The caller\'s', both: 'Also the one connected to it' }, rare: true,
		}),
	}),
	branches: goesOn('the variable is set'),
	ending: 'continues',
	answers: false,
	notes: [
		'Only call_priority and group_id are known; any other name does nothing.',
		'For variables of your own take set_variables.',
	],
});
