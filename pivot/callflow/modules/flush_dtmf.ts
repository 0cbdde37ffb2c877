import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';

export const flushDtmf = defineModule({
	module: 'flush_dtmf',
	title: 'Forget digits',
	group: 'Listen',
	summary: 'Empties one named store of digits.',
	searchWords: ['clear dtmf', 'reset digits', 'discard keys'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		collection_name: described(text().default('default'), { title: 'Name', description: 'Which digits to forget.' }),
	}),
	branches: goesOn(),
	ending: 'continues',
	answers: false,
	notes: ['Has no lasting effect on KAZOO master, nor on 4.3 before December 2023.'],
});
