import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, integer, moduleData } from './fields';

/** Tones to play (`tones`, `doorman`). */
export const toneList = z.array(z.looseObject({
	frequencies: described(z.array(integer()).min(1), { title: 'Frequencies', unit: 'Hz' }),
	duration_on: described(integer(), { title: 'On for', unit: 'ms' }),
	duration_off: described(integer(), { title: 'Off for', unit: 'ms' }),
	repeat: described(integer().optional(), { title: 'How often' }),
	volume: described(integer({ max: 0 }).optional(), { title: 'Volume', description: '0 is the loudest.', unit: 'dB', rare: true }),
}));

export const tones = defineModule({
	module: 'tones',
	title: 'Play tones',
	group: 'Talk',
	summary: 'Plays beeps of the given frequencies to the caller.',
	searchWords: ['beep', 'dial tone', 'ring tone', 'frequency'],
	versions: ['K5'],
	data: moduleData({
		tones: described(toneList.optional(), { title: 'Tones' }),
	}),
	branches: goesOn('the tones have been played'),
	ending: 'continues',
	answers: true,
	notes: ['If the caller hangs up meanwhile, the flow ends.'],
});
