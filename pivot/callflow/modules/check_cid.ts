import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, moduleData, text } from './fields';

/** Branches on the caller's number. */
export const checkCid = defineModule({
	module: 'check_cid',
	title: 'Branch on the caller\'s number',
	group: 'Branch',
	summary: 'Compares the number of the caller with a pattern and branches on the result.',
	searchWords: ['caller id', 'ANI', 'who is calling', 'block a caller', 'VIP', 'blacklist', 'whitelist', 'match'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		regex: described(text().default('.*'), {
			title: 'Pattern', description: 'Regular expression for the number of the caller.',
		}),
		use_absolute_mode: described(z.boolean().default(false), {
			title: 'One child per number', description: 'Take the child named after the number itself instead of match.',
		}),
		user_id: described(text().optional(), {
			title: 'Becomes this user',
			description: 'With name and number below: who the caller is taken for on a match.', picker: 'user', rare: true,
		}),
		caller_id: described(z.looseObject({
			external: described(z.looseObject({
				name: described(text().optional(), { title: 'New caller name', rare: true }),
				number: described(text().optional(), { title: 'New caller number', rare: true }),
			}).optional(), { title: 'External', rare: true }),
		}).optional(), { title: 'New caller ID on a match', rare: true }),
	}),
	branches: [
		{ key: 'match', when: 'the number matches the pattern, unless there is one child per number', label: 'matching' },
		{ key: 'nomatch', when: 'the number does not match', label: 'not matching' },
		{ key: '<number>', when: 'the call comes from this number, with one child per number', label: '{} calls' },
		{ key: '_', when: 'the child for the result is missing' },
	],
	ending: 'continues',
	answers: false,
	notes: [
		'The identity of the caller is replaced only when new name, new number and user are all given.',
		'With one child per number the pattern must match too.',
	],
});
