import { defineModule } from '../moduleDefinition';
import { moduleData } from './fields';

export const hangup = defineModule({
	module: 'hangup',
	title: 'Hang up',
	group: 'Control',
	summary: 'Ends the call at once.',
	searchWords: ['end the call', 'disconnect', 'stop', 'goodbye'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({}),
	branches: [],
	ending: 'hard-stop',
	answers: false,
	notes: ['Callflows that wait for this one to finish are dropped too.'],
});
