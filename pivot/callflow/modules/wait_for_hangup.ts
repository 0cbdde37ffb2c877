import { defineModule } from '../moduleDefinition';
import { moduleData } from './fields';

export const waitForHangup = defineModule({
	module: 'wait_for_hangup',
	title: 'Wait until the caller hangs up',
	group: 'Control',
	summary: 'Does nothing and keeps the call until the caller leaves.',
	searchWords: ['keep the call', 'stay on the line', 'hold the line'],
	versions: ['master', 'K5'],
	data: moduleData({}),
	branches: [],
	ending: 'terminal',
	answers: false,
	notes: ['It does not answer: an unanswered caller goes on hearing ringing.'],
});
