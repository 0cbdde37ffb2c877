import { defineModule } from '../moduleDefinition';
import { approval, wantedDevice, wantedUser } from './approval';
import { moduleData } from './fields';

/** Lets the caller listen to an active call. */
export const eavesdrop = defineModule({
	module: 'eavesdrop',
	title: 'Listen in on a call',
	group: 'Features',
	summary: 'Lets the caller listen to a call that a phone or user is on.',
	searchWords: ['eavesdrop', 'monitor', 'supervisor', 'spy', 'coach'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		device_id: wantedDevice,
		user_id: wantedUser,
		...approval,
	}),
	branches: [],
	ending: 'terminal',
	answers: true,
	notes: [
		'No child is ever run.',
		'One of the allowed phone, user or group must match the caller.',
	],
});
