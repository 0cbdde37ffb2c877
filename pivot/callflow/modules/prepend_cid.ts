import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';

/** Puts a prefix in front of the caller ID. */
export const prependCid = defineModule({
	module: 'prepend_cid',
	title: 'Prefix the caller ID',
	group: 'Caller ID',
	summary: 'Puts a text in front of the caller\'s name or number, so that phones show why they ring.',
	searchWords: ['prefix', 'label', 'caller name', 'show on the phone', 'sales:', 'reset caller id'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		action: described(z.enum(['reset', 'prepend']).default('prepend'), {
			title: 'What to do', description: 'reset: name and number become what they were.',
		}),
		caller_id_name_prefix: described(text().default(''), { title: 'In front of the name' }),
		caller_id_number_prefix: described(text().default(''), { title: 'In front of the number' }),
		apply_to: described(z.enum(['original', 'current']).default('current'), {
			title: 'Prefix which caller ID',
			description: 'current: earlier prefixes stay. original: they are replaced.', rare: true,
		}),
	}),
	branches: goesOn('the prefix is set'),
	ending: 'continues',
	answers: false,
	notes: ['It shows when phones ring and in voicemail.'],
});
