import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';

/** Looks the caller's name up in lists. */
export const lookupcidname = defineModule({
	module: 'lookupcidname',
	title: 'Look up the caller\'s name',
	group: 'Caller ID',
	summary: 'Replaces the name of the caller by the one found for the number in lists of the account.',
	searchWords: ['caller name', 'phone book', 'address book', 'CNAM lookup', 'directory'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		lists: described(z.array(described(text(), { picker: 'list' })).default(() => []), {
			title: 'Lists', description: 'Ids of the lists.',
		}),
	}),
	branches: goesOn('the lists were searched'),
	ending: 'continues',
	answers: false,
	notes: ['On KAZOO 4.3 and master the name does not reach the steps that follow.'],
});
