import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, text } from './fields';

/** Branches on how long callers wait in a queue. */
export const acdcWaitTime = defineModule({
	module: 'acdc_wait_time',
	title: 'Branch on the waiting time of a queue',
	group: 'Queue',
	summary: 'Looks up how long callers wait in a queue on average and branches on it.',
	searchWords: ['queue', 'wait time', 'call center', 'how long', 'overflow', 'branch'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		id: described(text().optional(), { title: 'Queue', picker: 'queue' }),
		window: described(integer().optional(), { title: 'Average over the last', unit: 's' }),
	}),
	branches: [
		{ key: '<seconds>', when: 'the average wait has reached this many seconds and no higher child', label: 'waiting {} s or more' },
		{ key: '_', when: 'no threshold is reached' },
	],
	ending: 'continues',
	answers: false,
	notes: ['Needs the application acdc on the switch.'],
});
