import { defineModule } from '../moduleDefinition';
import { moduleData } from './fields';

export const deadAir = defineModule({
	module: 'dead_air',
	title: 'Keep the caller in silence',
	group: 'Control',
	summary: 'Answers, mutes the line, and keeps it until the caller hangs up.',
	searchWords: ['silence', 'trap', 'spam', 'mute', 'waste time'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({}),
	branches: [],
	ending: 'terminal',
	answers: true,
	notes: ['The call costs a channel for as long as the caller stays.'],
});
