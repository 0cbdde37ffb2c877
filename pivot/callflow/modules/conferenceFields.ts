import * as z from 'zod/v4';
import { conferenceConfig, conferenceConfigOfK5 } from './conferenceConfig';
import { described, moduleData, soundOrSwitch, text } from './fields';

const config = { title: 'Room built on the spot', description: 'Settings of a room that is not stored.' };

/** `data` of `conference` and `conference_feature`. */
export const conferenceFields = moduleData({
	id: described(text({ min: 32, max: 32 }).optional(), {
		title: 'Conference',
		description: 'Id of a stored room, 32 characters. Without it the caller is asked.', picker: 'conference',
	}),
	moderator: described(z.boolean().optional(), { title: 'Joins as a moderator' }),
	welcome_prompt: described(z.looseObject({
		play: described(z.boolean().default(true), { title: 'Play a welcome' }),
		media_id: described(text().optional(), { title: 'Welcome', description: 'Id or address of a sound.', picker: 'media' }),
	}).optional(), { title: 'Welcome' }),
	play_entry_tone: described(soundOrSwitch.optional(), {
		title: 'Tone on entry', description: 'On, off, or a sound.', rare: true,
	}),
	play_exit_tone: described(soundOrSwitch.optional(), {
		title: 'Tone on leaving', description: 'On, off, or a sound.', rare: true,
	}),
	config: described(conferenceConfig.optional(), config),
});

/** The same on K5. */
export const conferenceFieldsOfK5 = conferenceFields.extend({ config: described(conferenceConfigOfK5.optional(), config) });
