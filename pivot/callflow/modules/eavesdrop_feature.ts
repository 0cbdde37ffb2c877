import { defineModule } from '../moduleDefinition';
import { approval } from './approval';
import { described, moduleData, text } from './fields';

/** Lets the caller listen to an active call by feature code. */
export const eavesdropFeature = defineModule({
	module: 'eavesdrop_feature',
	title: 'Listen in by feature code',
	group: 'Features',
	summary: 'Lets the caller listen to a call of the extension dialled behind a feature code.',
	searchWords: ['eavesdrop', 'monitor', 'supervisor', 'spy', 'feature code'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		group_id: described(text().optional(), {
			title: 'Whose calls', description: 'Id of the group, user or phone that may be listened to.', picker: 'group',
		}),
		...approval,
	}),
	branches: [],
	ending: 'terminal',
	answers: true,
	notes: [
		'No child is ever run.',
		'One of the allowed phone, user or group must match the caller.',
		'Of use only behind a feature code with an extension.',
	],
});
