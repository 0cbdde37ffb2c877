import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, RINGING_BRANCHES, text } from './fields';
import { groupFields, groupFieldsOfK5 } from './ringing';

const data = moduleData({
	id: described(text().optional(), { title: 'Group', picker: 'group' }),
	endpoints: described(z.array(z.string()).default(() => []), {
		title: 'Members', description: 'Ids of devices, users and groups, instead of a stored group.',
	}),
	strategy: described(z.enum(['single', 'simultaneous']).default('simultaneous'), {
		title: 'In which order', choices: { simultaneous: 'All at once', single: 'One after another' },
	}),
	repeats: described(integer().default(1), { title: 'Rounds' }),
	...groupFields,
});

export const group = defineModule({
	module: 'group',
	title: 'Ring a stored group',
	group: 'Route',
	summary: 'Answers, then rings the members of a group.',
	searchWords: ['department', 'team', 'hunt group', 'call several people'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: {
		K5: data.extend({ group_id: described(text().optional(), { title: 'Id of the group', rare: true }), ...groupFieldsOfK5 }),
	},
	branches: RINGING_BRANCHES,
	ending: 'ends-on-success',
	answers: true,
	notes: ['The caller is answered before anybody is rung.', 'When the conversation is over the flow ends.'],
});
