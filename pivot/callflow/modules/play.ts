import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, integer, moduleData, terminators, text } from './fields';

/** Keys of `data` that play one sound; `audio_macro` takes them too. */
export const playFields = {
	id: described(text().optional(), {
		title: 'Sound',
		description: 'Id of a media document, or a URL; also /system_media/…, tone_stream://… and silence_stream://….',
		picker: 'media',
	}),
	loop_count: described(integer({ min: 1 }).optional(), { title: 'How often' }),
	endless_playback: described(z.boolean().default(false), {
		title: 'Repeat for ever', description: 'Only a key gets the caller on.', rare: true,
	}),
	terminators,
	answer: described(z.boolean().optional(), {
		title: 'Answer the call', description: 'Set to false to play to a caller who still hears ringing.', rare: true,
	}),
};

export const play = defineModule({
	module: 'play',
	title: 'Play a sound',
	group: 'Talk',
	summary: 'Plays a recording or a sound from a URL to the caller.',
	searchWords: ['play a file', 'audio', 'greeting', 'announcement', 'music', 'mp3', 'wav'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData(playFields),
	branches: goesOn('it has been played or a key stopped it'),
	ending: 'continues',
	answers: true,
	notes: [
		'Without a sound it goes straight on.',
		'Every key pressed is added to the digits named `default`.',
		'If the caller hangs up meanwhile, the flow ends.',
	],
});
