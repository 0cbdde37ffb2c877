import * as z from 'zod/v4';
import { anyObject, described, DUPLICATES, integer, noDuplicates, soundOrSwitch, text } from './fields';

const DIGITS = /^[0-9]+$/;

const numbers = described(z.array(text({ pattern: DIGITS })).refine(noDuplicates, DUPLICATES).default(() => []), {
	title: 'Numbers', description: 'Numbers that lead in.', rare: true,
});

const pins = described(z.array(text({ pattern: DIGITS })).default(() => []), { title: 'PINs' });

const joinDeaf = described(z.boolean().default(false), { title: 'Hears nothing at first', rare: true });

/** How participants come in. */
const member = z.looseObject({
	pins,
	join_muted: described(z.boolean().default(true), { title: 'Muted at first' }),
	join_deaf: joinDeaf,
	play_entry_prompt: described(z.boolean().optional(), { title: 'Play the entry prompt', rare: true }),
	numbers,
});

/** How moderators come in. */
const moderator = z.looseObject({
	pins,
	join_muted: described(z.boolean().default(false), { title: 'Muted at first' }),
	join_deaf: joinDeaf,
	numbers,
});

/** Media-switch settings of the room; the names are the media switch's own. */
const profile = z.looseObject({
	'alone-sound': described(text().optional(), { title: 'Sound while alone' }),
	'announce-count': described(integer().optional(), { title: 'Announce the count from', unit: 'members' }),
	'caller-controls': described(text().optional(), { title: 'Key controls of members' }),
	'comfort-noise': described(integer({ min: 0, max: 10_000 }).optional(), { title: 'Background noise' }),
	'energy-level': described(integer({ min: 0, max: 1800 }).optional(), { title: 'Loudness that counts as speech' }),
	'enter-sound': described(text().optional(), { title: 'Sound on entry' }),
	'exit-sound': described(text().optional(), { title: 'Sound on leaving' }),
	interval: described(integer({ min: 10, max: 120 }).optional(), { title: 'Frame length', unit: 'ms' }),
	'locked-sound': described(text().optional(), { title: 'Sound when locked' }),
	'max-members': described(integer({ min: 2 }).optional(), { title: 'At most', unit: 'members' }),
	'max-members-sound': described(text().optional(), { title: 'Sound when full' }),
	'moderator-controls': described(text().optional(), { title: 'Key controls of moderators' }),
	'moh-sound': described(text().optional(), { title: 'Music while alone' }),
	'muted-sound': described(text().optional(), { title: 'Sound when muted' }),
	rate: described(z.literal([8000, 12_000, 16_000, 24_000, 32_000, 44_100, 48_000]).optional(), {
		title: 'Sample rate', unit: 'Hz',
	}),
	'unmuted-sound': described(text().optional(), { title: 'Sound when unmuted' }),
});

const profileField = { title: 'Audio settings', rare: true } as const;

/** A room built on the spot, as 4.3 and master take it: `config` of `conference` and `conference_feature`. */
export const conferenceConfig = z.looseObject({
	name: described(text({ min: 1, max: 128 }).optional(), { title: 'Name of the room' }),
	max_participants: described(integer().optional(), { title: 'At most', unit: 'participants' }),
	require_moderator: described(z.boolean().optional(), { title: 'Needs a moderator' }),
	wait_for_moderator: described(z.boolean().optional(), { title: 'Members wait for a moderator' }),
	// Not `.default`: the defaults inside count too.
	member: described(member.prefault({}), { title: 'Members' }),
	moderator: described(moderator.prefault({}), { title: 'Moderators' }),
	play_name: described(z.boolean().default(false), { title: 'Announce names' }),
	play_welcome: described(z.boolean().optional(), { title: 'Play the welcome' }),
	play_entry_tone: described(soundOrSwitch.optional(), { title: 'Tone on entry', description: 'On, off, or a sound.' }),
	play_exit_tone: described(soundOrSwitch.optional(), { title: 'Tone on leaving', description: 'On, off, or a sound.' }),
	language: described(text().optional(), { title: 'Language of prompts' }),
	max_members_media: described(text().optional(), { title: 'Sound when full', picker: 'media', rare: true }),
	conference_numbers: numbers,
	owner_id: described(text({ min: 32, max: 32 }).optional(), { title: 'Owner', picker: 'user', rare: true }),
	caller_controls: described(text().optional(), { title: 'Key controls of members', rare: true }),
	moderator_controls: described(text().optional(), { title: 'Key controls of moderators', rare: true }),
	controls: described(anyObject().optional(), { title: 'Key controls', rare: true }),
	profile_name: described(text().optional(), { title: 'Name of the audio settings', rare: true }),
	profile: described(profile.optional(), profileField),
	flags: described(z.array(z.string()).optional(), { title: 'Flags', rare: true }),
	domain: described(text().optional(), { title: 'Domain', rare: true }),
	focus: described(text().optional(), { title: 'Media server', description: 'Set by the switch.', rare: true }),
	bridge_username: described(text().optional(), { title: 'User name of a bridge', rare: true }),
	bridge_password: described(text().optional(), { title: 'Password of a bridge', rare: true }),
});

/** The same on K5, which requires a name. */
export const conferenceConfigOfK5 = conferenceConfig.extend({
	name: described(text({ min: 1, max: 128 }), { title: 'Name of the room' }),
	allow_shareable_link: described(z.boolean().default(false), { title: 'Reachable by a public link', rare: true }),
	base_profile_name: described(text().optional(), { title: 'Audio settings to start from', rare: true }),
	endconf_grace_time: described(integer({ min: 0 }).optional(), {
		title: 'Time to leave', description: 'After the last member who ends the room has gone.', unit: 's', rare: true,
	}),
	profile: described(profile.extend({
		'auto-record': described(z.boolean().default(false), { title: 'Record from two participants on' }),
	}).optional(), profileField),
	video: described(z.boolean().optional(), { title: 'Video', rare: true }),
});
