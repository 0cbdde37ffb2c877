import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, groupMembers, integer, moduleData } from './fields';

export const pageGroup = defineModule({
	module: 'page_group',
	title: 'Page several phones',
	group: 'Route',
	summary: 'Makes the phones of a list pick up by themselves, so that the caller can speak to all at once.',
	searchWords: ['paging', 'intercom', 'announcement to all', 'overhead', 'loudspeaker'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		endpoints: described(groupMembers, { title: 'Members' }),
		audio: described(z.enum(['one-way', 'two-way']).default('one-way'), {
			title: 'Who can speak', choices: { 'one-way': 'Only the caller', 'two-way': 'Everybody' },
		}),
		timeout: described(integer().default(5), { title: 'Ring for', unit: 's' }),
		barge_calls: described(z.boolean().optional(), { title: 'Interrupt conversations', rare: true }),
	}),
	branches: [{ key: '_', when: 'no phone could be reached' }],
	ending: 'ends-on-success',
	answers: false,
	notes: ['Phones must allow automatic answering.'],
});
