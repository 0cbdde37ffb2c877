import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, text } from './fields';

/** Puts the caller into a queue. */
export const acdcMember = defineModule({
	module: 'acdc_member',
	title: 'Put the caller into a queue',
	group: 'Queue',
	summary: 'Lets the caller wait in a queue until an agent is free.',
	searchWords: ['queue', 'call center', 'wait for an agent', 'hold music', 'hotline', 'ACD'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		id: described(text().optional(), { title: 'Queue', picker: 'queue' }),
		priority: described(integer().optional(), {
			title: 'Priority', description: 'Empty: the one set on the call, or none.', rare: true,
		}),
	}),
	branches: [{ key: '_', when: 'the queue is full, the wait was too long, the caller pressed the exit key, or it failed' }],
	ending: 'ends-on-success',
	answers: true,
	notes: ['Once an agent is connected the flow is over.', 'Needs the application acdc on the switch.'],
});
