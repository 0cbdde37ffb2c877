import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, moduleData, text } from './fields';

/** Branches on the captured part of the dialled number. */
export const branchBnumber = defineModule({
	module: 'branch_bnumber',
	title: 'Branch on the dialled digits',
	group: 'Branch',
	summary: 'Takes the child named after the captured digits of the dialled number, or looks for the callflow of that number.',
	searchWords: ['b-number', 'dialled number', 'DNIS', 'DID', 'hunt', 'extension', 'pattern'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		hunt: described(z.boolean().default(false), {
			title: 'Look for a callflow', description: 'Branch to the callflow of that number instead of a child.',
		}),
		hunt_allow: described(text().optional(), {
			title: 'Numbers allowed', description: 'Regular expression the digits must match to be looked for.', rare: true,
		}),
		hunt_deny: described(text().optional(), {
			title: 'Numbers denied', description: 'Regular expression; digits that match are not looked for.', rare: true,
		}),
	}),
	branches: [
		{ key: '<captured digits>', when: 'these digits were captured', label: '{} was dialled' },
		{ key: '_', when: 'no child has the name of the digits' },
	],
	ending: 'continues',
	answers: false,
	notes: [
		'Of use only in a callflow that was reached by a pattern with a capture group.',
		'A callflow found by hunting runs first; when it ends, `_` is run.',
	],
});
