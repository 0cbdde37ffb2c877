import { defineModule } from '../moduleDefinition';
import { approval, wantedDevice, wantedGroup, wantedUser } from './approval';
import { moduleData } from './fields';

/** Takes over a call, ringing or answered. */
export const intercept = defineModule({
	module: 'intercept',
	title: 'Take over a call',
	group: 'Park and pick up',
	summary: 'Connects the caller with a call of a phone, user or group, ringing or answered.',
	searchWords: ['steal a call', 'grab', 'pickup', 'take over', 'barge'],
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
