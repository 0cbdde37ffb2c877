import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, DUPLICATES, goesOn, integer, moduleData, noDuplicates, oneKey, text } from './fields';

export const collectDtmf = defineModule({
	module: 'collect_dtmf',
	title: 'Collect digits',
	group: 'Listen',
	summary: 'Waits for the caller to press keys and keeps them under a name.',
	searchWords: ['dtmf', 'ask for a number', 'keypad', 'pin', 'press a key', 'input'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		max_digits: described(integer({ min: 1 }).default(1), { title: 'How many digits' }),
		collection_name: described(text().optional(), {
			title: 'Name', description: 'What the digits are called in the next request. A name of its own for each question.',
		}),
		timeout: described(integer({ min: 1 }).default(5000), { title: 'Wait for the first digit', unit: 'ms' }),
		interdigit_timeout: described(integer({ min: 1 }).optional(), { title: 'Wait between digits', unit: 'ms', rare: true }),
		terminator: described(oneKey.default('#'), { title: 'Key that ends it', rare: true }),
		terminators: described(z.array(oneKey).refine(noDuplicates, DUPLICATES).optional(), {
			title: 'Keys that end it', description: 'Has no effect: the single key wins.', rare: true,
		}),
	}),
	branches: goesOn('digits were pressed or the time is up'),
	ending: 'continues',
	answers: true,
	notes: [
		'`terminators` is never looked at, because the default of `terminator` is always written in.',
		'It plays nothing: put what is to be said before it; keys pressed meanwhile count.',
		'Nothing pressed gives an empty text under the name.',
	],
});
