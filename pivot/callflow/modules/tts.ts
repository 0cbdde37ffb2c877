import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, terminators, text } from './fields';

/** Keys of `data` that speak one text; `audio_macro` takes them too. */
export const ttsFields = {
	text: described(text({ min: 1, max: 1000 }), { title: 'Text', description: 'At most 1000 characters.' }),
	language: described(text().optional(), { title: 'Language', description: 'Such as en-US.' }),
	voice: described(text().default('female'), { title: 'Voice' }),
	engine: described(z.enum(['flite', 'google', 'ispeech', 'voicefabric']).optional(), { title: 'Speech engine', rare: true }),
	endless_playback: described(z.boolean().optional(), {
		title: 'Repeat for ever', description: 'Only a key gets the caller on.', rare: true,
	}),
	terminators,
};

export const tts = defineModule({
	module: 'tts',
	title: 'Say a text',
	group: 'Talk',
	summary: 'Speaks a text to the caller.',
	searchWords: ['say', 'speak', 'text to speech', 'voice', 'announce'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData(ttsFields),
	branches: goesOn('it has been said or a key stopped it'),
	ending: 'continues',
	answers: true,
	notes: [
		'At most 1000 characters; the switch refuses the whole callflow otherwise.',
		'Every key pressed is added to the digits named `default`.',
		'If the caller hangs up meanwhile, the flow ends.',
	],
});
