import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, text } from './fields';

/** Lets a caller choose the caller ID for a call, then routes it. */
export const dynamicCid = defineModule({
	module: 'dynamic_cid',
	title: 'Choose a caller ID for this call',
	group: 'Caller ID',
	summary: 'Sets the caller ID by keys pressed, by a list or to a fixed value, then routes the call on.',
	searchWords: ['caller id', 'feature code', 'enter caller id', 'static caller id', 'company number'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		action: described(z.enum(['list', 'lists', 'manual', 'static']).optional(), {
			title: 'Where it comes from',
			choices: {
				manual: 'The caller enters it', static: 'As given here', list: 'From a list of the account', lists: 'From lists of the account',
			},
		}),
		caller_id: described(z.looseObject({
			name: described(text().optional(), { title: 'Name' }),
			number: described(text().optional(), { title: 'Number' }),
		}).optional(), { title: 'Fixed caller ID' }),
		id: described(text().optional(), { title: 'List', description: 'For list.', picker: 'list' }),
		media_id: described(text().optional(), {
			title: 'Prompt', description: 'Asks the caller for the number.', picker: 'media',
		}),
		min_digits: described(integer().optional(), { title: 'Fewest digits', rare: true }),
		max_digits: described(integer().optional(), { title: 'Most digits', rare: true }),
		whitelist_regex: described(text().optional(), {
			title: 'Numbers allowed', description: 'Regular expression for what is entered.', rare: true,
		}),
		interdigit_timeout: described(integer().optional(), {
			title: 'Wait between two keys', unit: 'ms',
			description: 'Milliseconds, whatever the documentation of the switch says.', rare: true,
		}),
		idx_name: described(text().optional(), {
			title: 'Name of the capture group', description: 'Holds the key of the list.', rare: true,
		}),
		enforce_call_restriction: described(z.boolean().default(true), { title: 'Apply call restrictions', rare: true }),
		permit_custom_callflow: described(z.boolean().default(false), {
			title: 'Allow callflows of the account', description: 'Off: only the callflow for outbound calls.', rare: true,
		}),
	}),
	branches: [{ key: '_', when: 'the caller ID was entered or is the fixed one' }],
	ending: 'continues',
	answers: false,
	notes: [
		'With list and lists the call leaves for the callflow of the destination; a wrong entry ends it.',
		'`list` and `lists` need a callflow that was reached by a pattern with a capture group; without one the caller is asked.',
	],
});
