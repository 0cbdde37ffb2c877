import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { approval } from './approval';
import { described, moduleData } from './fields';

/** Takes over a call by feature code. */
export const interceptFeature = defineModule({
	module: 'intercept_feature',
	title: 'Take over a call by feature code',
	group: 'Park and pick up',
	summary: 'Connects the caller with a call of the extension dialled behind a feature code, ringing or answered.',
	searchWords: ['steal a call', 'grab', 'pickup', 'take over', 'feature code'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		type: described(z.enum(['user', 'device', 'extension']).optional(), { title: 'What is dialled' }),
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
