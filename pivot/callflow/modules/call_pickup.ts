import { defineModule } from '../moduleDefinition';
import { described, moduleData, text } from './fields';

export const callPickup = defineModule({
	module: 'call_pickup',
	title: 'Connect with a running call',
	group: 'Route',
	summary: 'Connects the caller with another call that exists already.',
	searchWords: ['pick up', 'join calls', 'call id', 'bridge'],
	versions: ['K5'],
	data: moduleData({
		target_call_id: described(text({ min: 1 }).optional(), { title: 'Call', description: 'Call id of the other call.' }),
	}),
	branches: [],
	ending: 'terminal',
	answers: false,
	notes: [],
});
