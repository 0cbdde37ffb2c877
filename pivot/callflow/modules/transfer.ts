import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, moduleData, text } from './fields';

export const transfer = defineModule({
	module: 'transfer',
	title: 'Transfer the call',
	group: 'Control',
	summary: 'Sends one side of the call to a number or extension, as a phone\'s transfer key does.',
	searchWords: ['refer', 'forward', 'send to extension', 'hand over'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		target: described(text().optional(), { title: 'To', description: 'Number or extension.' }),
		leg: described(z.enum(['self', 'bleg']).optional(), {
			title: 'Who is transferred', choices: { self: 'The caller', bleg: 'The other side' },
		}),
		transfer_type: described(z.enum(['attended', 'blind']).default('blind'), { title: 'Kind of transfer' }),
		captures: described(z.array(z.string()).default(() => ['no_match']), {
			title: 'Captures', description: 'Values to use where the dialled pattern captured nothing.', rare: true,
		}),
	}),
	branches: [],
	ending: 'terminal',
	answers: false,
	notes: [
		'Routing starts again with the target; variables of the call are kept.',
		'On KAZOO 4.3 this is also how application vars become visible to a later pivot.',
	],
});
