import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, moduleData } from './fields';

export const intercom = defineModule({
	module: 'intercom',
	title: 'Call as intercom',
	group: 'Route',
	summary: 'Takes the feature code off the dialled number and calls the rest so that the phone picks up by itself.',
	searchWords: ['auto answer', 'feature code', 'speaker', 'walkie talkie'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		barge_calls: described(z.boolean().optional(), { title: 'Interrupt a conversation' }),
	}),
	branches: [{ key: '_', when: 'there is no such extension' }],
	ending: 'branches-out',
	answers: false,
	notes: ['Only of use in a callflow reached by a pattern that captures the extension.'],
});
