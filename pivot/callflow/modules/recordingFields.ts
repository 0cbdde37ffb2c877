import * as z from 'zod/v4';
import { described, integer, text } from './fields';

/** Where a recording is sent; `min` is the shortest address the switch takes, in characters. */
export function recordingUrl(limits: { readonly min?: number } = {}) {
	return described(text(limits).optional(), {
		title: 'Send the recording to',
		description: 'Address that takes the file. Empty: the storage of the account.', checkedUrl: true,
	});
}

/** The file of a recording (`record_call`, `record_caller`). */
export const recordingFile = {
	method: described(z.enum(['put', 'post']).default('put'), { title: 'HTTP method', rare: true }),
	format: described(z.enum(['mp3', 'wav']).optional(), { title: 'File format' }),
	time_limit: described(integer({ min: 5, max: 10800 }).default(3600), { title: 'Longest recording', unit: 's' }),
};

/** When and how it is recorded (`record_call`; `record_caller` in KAZOO 5). */
export const recordingControls = {
	record_on_answer: described(z.boolean().default(false), { title: 'Begin when answered', rare: true }),
	record_on_bridge: described(z.boolean().default(false), { title: 'Begin when connected with someone', rare: true }),
	record_min_sec: described(integer().optional(), {
		title: 'Shortest recording', unit: 's', description: 'A shorter one is thrown away.', rare: true,
	}),
	record_sample_rate: described(integer().optional(), { title: 'Sample rate', unit: 'Hz', rare: true }),
	should_follow_transfer: described(z.boolean().default(true), { title: 'Go on after a transfer', rare: true }),
	media_name: described(text().optional(), { title: 'File name', rare: true }),
	origin: described(text().optional(), { title: 'Origin', description: 'Written by the switch; leave it empty.', rare: true }),
};
