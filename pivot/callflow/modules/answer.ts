import { defineModule } from '../moduleDefinition';
import { goesOn, moduleData } from './fields';

export const answer = defineModule({
	module: 'answer',
	title: 'Answer the call',
	group: 'Control',
	summary: 'Picks up, so that the caller hears what follows and is charged from now on.',
	searchWords: ['pick up', 'accept', 'connect', 'off hook'],
	versions: ['master', 'K5'],
	data: moduleData({}),
	branches: goesOn(),
	ending: 'continues',
	answers: true,
	notes: ['Most steps that play something answer by themselves.'],
});
