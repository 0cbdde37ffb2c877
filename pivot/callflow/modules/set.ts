import { defineModule } from '../moduleDefinition';
import { goesOn, moduleData } from './fields';

/** Sets the skills an agent needs for this call. */
export const set = defineModule({
	module: 'set',
	title: 'Set agent skills',
	group: 'Queue',
	summary: 'Keeps every key of its data as a skill for the queues the call enters later.',
	searchWords: ['skills', 'skill based routing', 'agent', 'language skill', 'queue'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({}),
	branches: goesOn('the skills are set'),
	ending: 'continues',
	answers: false,
	notes: ['Every key of data counts; there are no fixed names.'],
});
