import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, soundOrSwitch } from './fields';

export const afterBridge = defineModule({
	module: 'after_bridge',
	title: 'Decide what follows a conversation',
	group: 'Control',
	summary: 'Says what happens to the caller when a later conversation is over: park, transfer or hang up.',
	searchWords: ['after the call', 'survey', 'park after', 'transfer after'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		action: described(z.enum(['park', 'transfer', 'hangup']).optional(), { title: 'What to do' }),
		data: described(soundOrSwitch.optional(), {
			title: 'On, or where to', description: 'For transfer: the extension. For park and hangup: true or false.',
		}),
	}),
	branches: goesOn(),
	ending: 'continues',
	answers: false,
	notes: [],
});
