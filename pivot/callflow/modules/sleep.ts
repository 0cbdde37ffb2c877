import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, integer, moduleData } from './fields';

export const sleep = defineModule({
	module: 'sleep',
	title: 'Wait',
	group: 'Control',
	summary: 'Pauses the callflow for a while.',
	searchWords: ['pause', 'delay', 'sleep', 'seconds'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		duration: described(integer({ min: 0, max: 86_400_000 }).default(0), { title: 'How long' }),
		unit: described(z.enum(['ms', 's', 'm', 'h']).default('s'), {
			title: 'Unit', choices: { ms: 'Milliseconds', s: 'Seconds', m: 'Minutes', h: 'Hours' },
		}),
	}),
	branches: goesOn('the time is up'),
	ending: 'continues',
	answers: false,
	notes: ['Never longer than one day, whatever the unit.', 'If the caller hangs up meanwhile, the flow ends.'],
});
