import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, integer, moduleData, terminators, text } from './fields';
import { playFields } from './play';
import { ttsFields } from './tts';

const language = described(text().optional(), { title: 'Language', description: 'Such as en-US.' });

/** How a value is read out: as a number, a date, spelled, … */
const SAY_TYPES = [
	'number', 'items', 'persons', 'messages', 'currency', 'time_measurement', 'current_date', 'current_time', 'current_date_time',
	'telephone_number', 'telephone_extension', 'url', 'ip_address', 'e-mail_address', 'postal_address', 'account_number',
	'name_spelled', 'name_phonetic', 'short_date_time',
] as const;

/** One part each. What fits the kind named by `macro` is checked and gets that kind's defaults, no other. */
const part = z.discriminatedUnion('macro', [
	moduleData({
		macro: described(z.literal('play'), {
			title: 'Part',
			choices: { play: 'Sound', prompt: 'System prompt', say: 'Value read out', tts: 'Text', tone: 'Tone' },
		}),
		...playFields,
	}),
	z.looseObject({
		macro: z.literal('prompt'),
		id: described(text().optional(), { title: 'Prompt', description: 'Id of a system prompt.' }),
		language,
		terminators,
	}),
	z.looseObject({
		macro: z.literal('say'),
		text: described(text().optional(), { title: 'Value' }),
		type: described(z.enum(SAY_TYPES).optional(), { title: 'Read as' }),
		method: described(z.enum(['none', 'pronounced', 'iterated', 'counted']).optional(), { title: 'Manner' }),
		gender: described(z.enum(['masculine', 'feminine', 'neuter']).optional(), { title: 'Grammatical gender', rare: true }),
		language,
		terminators,
	}),
	moduleData({ macro: z.literal('tts'), ...ttsFields }),
	z.looseObject({
		macro: z.literal('tone'),
		frequencies: described(z.array(integer()).optional(), { title: 'Frequencies', unit: 'Hz' }),
		duration_on: described(integer().optional(), { title: 'On for', unit: 'ms' }),
		duration_off: described(integer().optional(), { title: 'Off for', unit: 'ms' }),
		repeat: described(integer().optional(), { title: 'How often' }),
		volume: described(integer({ min: 0, max: 100 }).optional(), { title: 'Volume', rare: true }),
	}),
]);

export const audioMacro = defineModule({
	module: 'audio_macro',
	title: 'Play a sequence',
	group: 'Talk',
	summary: 'Plays sounds, prompts, numbers, spoken texts and tones one after another, without gaps.',
	searchWords: ['playlist', 'several sounds', 'say a number', 'read digits', 'concatenate'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		// The switch has an empty list as its default and refuses an empty list: the key cannot be left out.
		macros: described(z.array(part).min(1), { title: 'Parts', description: 'What to play, in order.' }),
		language,
		terminators,
	}),
	branches: goesOn(),
	ending: 'continues',
	answers: false,
	notes: ['It goes on while the parts are still playing; put a step that waits after it.', 'It does not answer the call.'],
});
