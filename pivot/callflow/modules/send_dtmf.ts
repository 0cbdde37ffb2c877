import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, integer, moduleData, text } from './fields';

export const sendDtmf = defineModule({
	module: 'send_dtmf',
	title: 'Press keys',
	group: 'Listen',
	summary: 'Plays key tones to the connected party.',
	searchWords: ['send digits', 'dtmf', 'touch tones', 'dial digits'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		digits: described(text(), { title: 'Keys' }),
		// The schema names a default but no type, and the switch fills in a default only where there is a type.
		duration_ms: described(z.union([integer(), z.string()]).optional(), {
			title: 'Length of each tone', description: '2000 unless given.', unit: 'ms', rare: true,
		}),
	}),
	branches: goesOn('the tones are queued'),
	ending: 'continues',
	answers: false,
	notes: ['It does not wait until the tones have been played.'],
});
