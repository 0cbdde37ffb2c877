import { defineModule } from '../moduleDefinition';
import { goesOn, moduleData } from './fields';

export const skel = defineModule({
	module: 'skel',
	title: 'Do nothing',
	group: 'Control',
	summary: 'A template for the developers of the switch: goes straight on.',
	searchWords: ['placeholder', 'empty step', 'nothing'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({}),
	branches: goesOn('always'),
	ending: 'continues',
	answers: false,
	notes: [],
});
