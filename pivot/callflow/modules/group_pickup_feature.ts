import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { approval, wantedDevice, wantedGroup, wantedUser } from './approval';
import { described, moduleData } from './fields';

/** Answers a call that is ringing elsewhere, by feature code. */
export const groupPickupFeature = defineModule({
	module: 'group_pickup_feature',
	title: 'Pick up a ringing call by feature code',
	group: 'Park and pick up',
	summary: 'Answers a call that rings at what was dialled behind a feature code.',
	searchWords: ['pickup', 'answer another phone', 'call pickup', 'feature code', '*8'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		type: described(z.enum(['group', 'user', 'device', 'extension']).default('extension'), { title: 'What is dialled' }),
		device_id: wantedDevice,
		user_id: wantedUser,
		group_id: wantedGroup,
		...approval,
	}),
	branches: [],
	ending: 'terminal',
	answers: true,
	notes: [
		'No child is ever run.',
		'Of use only behind a feature code with an extension.',
	],
});
