import { defineModule } from '../moduleDefinition';
import { goesOn, moduleData } from './fields';

export const noop = defineModule({
	module: 'noop',
	title: 'Wait until all is done',
	group: 'Control',
	summary: 'Waits until everything queued before it, such as sounds, has been carried out.',
	searchWords: ['wait for playback', 'synchronise', 'barrier', 'finish playing'],
	versions: ['master', 'K5'],
	data: moduleData({}),
	branches: goesOn(),
	ending: 'continues',
	answers: false,
	notes: ['If the caller hangs up meanwhile, the flow ends.'],
});
