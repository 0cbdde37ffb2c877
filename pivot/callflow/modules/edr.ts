import { defineModule } from '../moduleDefinition';
import { goesOn, moduleData } from './fields';

export const edr = defineModule({
	module: 'edr',
	title: 'Publish an event record',
	group: 'Control',
	summary: 'Publishes a record of the step inside the cluster, for the operator\'s own tools.',
	searchWords: ['event data record', 'log', 'trace'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({}),
	branches: goesOn(),
	ending: 'continues',
	answers: false,
	notes: ['Nothing is sent over HTTP; use a webhook for that.'],
});
