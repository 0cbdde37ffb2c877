import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';

/** Sets a busy lamp. */
export const manualPresence = defineModule({
	module: 'manual_presence',
	title: 'Set a busy lamp',
	group: 'Features',
	summary: 'Sets the lamp that phones show for a presence id.',
	searchWords: ['BLF', 'busy lamp field', 'presence', 'night mode lamp', 'indicator'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		presence_id: described(text(), { title: 'Presence id', description: 'What the phones watch, such as *5 or 1001.' }),
		status: described(z.enum(['idle', 'ringing', 'busy']).default('idle'), { title: 'Lamp' }),
	}),
	branches: goesOn('the lamp is set'),
	ending: 'continues',
	answers: false,
	notes: [],
});
