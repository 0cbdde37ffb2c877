import { defineModule } from '../moduleDefinition';
import { approval, wantedDevice, wantedGroup, wantedUser } from './approval';
import { moduleData } from './fields';

/** Answers a call that is ringing elsewhere. */
export const groupPickup = defineModule({
	module: 'group_pickup',
	title: 'Pick up a ringing call',
	group: 'Park and pick up',
	summary: 'Answers a call that rings at a phone, user or group.',
	searchWords: ['pickup', 'answer another phone', 'call pickup', 'ringing elsewhere', 'grab'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
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
	],
});
