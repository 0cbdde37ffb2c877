import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { chooseOne, described, exactlyOne, groupMembers, integer, moduleData, RINGING_BRANCHES, text } from './fields';
import { groupFields, groupFieldsOfK5 } from './ringing';

const data = moduleData({
	endpoints: described(groupMembers, { title: 'Members' }),
	strategy: described(z.enum(['simultaneous', 'single', 'weighted_random']).default('simultaneous'), {
		title: 'In which order',
		choices: { simultaneous: 'All at once', single: 'One after another', weighted_random: 'At random, by weight' },
	}),
	repeats: described(integer({ min: 1 }).default(1), { title: 'Rounds' }),
	...groupFields,
});

export const ringGroup = defineModule({
	module: 'ring_group',
	title: 'Ring several phones',
	group: 'Route',
	summary: 'Rings a list of phones, people and groups, and connects the caller to the first picked up.',
	searchWords: ['ring group', 'hunt group', 'team', 'call everyone', 'sales', 'support'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: {
		K5: data.extend({
			endpoints: described(groupMembers.optional(), { title: 'Members' }),
			group_id: described(text({ min: 1, max: 128 }).optional(), {
				title: 'Group', description: 'A stored group whose members and settings are used.', picker: 'group',
			}),
			...groupFieldsOfK5,
		}).refine(exactlyOne(['endpoints'], ['group_id']), chooseOne(['endpoints'], ['group_id'])),
	},
	branches: RINGING_BRANCHES,
	ending: 'ends-on-success',
	answers: false,
	notes: ['When the conversation is over the flow ends.', 'Members who logged out of the group are not rung.'],
});
