import { defineModule } from '../moduleDefinition';
import { moduleData } from './fields';

/** Pulls the caller's own other call to this phone. */
export const move = defineModule({
	module: 'move',
	title: 'Move my call to this phone',
	group: 'Park and pick up',
	summary: 'Pulls the call the caller has on another phone of theirs to this one.',
	searchWords: ['switch phone', 'pull call', 'handover', 'take my call', 'feature code'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({}),
	branches: [],
	ending: 'terminal',
	answers: true,
	notes: ['No child is ever run.'],
});
