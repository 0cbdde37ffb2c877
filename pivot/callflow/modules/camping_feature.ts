import { defineModule } from '../moduleDefinition';
import { moduleData } from './fields';

/** Waits for a busy extension. */
export const campingFeature = defineModule({
	module: 'camping_feature',
	title: 'Camp on a busy extension',
	group: 'Features',
	summary: 'Connects at once when the extension is free, else calls the caller back when it is.',
	searchWords: ['camp on', 'callback', 'busy', 'ring back when free', 'CCBS', 'feature code'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({}),
	branches: [],
	ending: 'terminal',
	answers: true,
	notes: [
		'No child is ever run; when the extension is free the call leaves for its callflow.',
		'Of use only behind a feature code with an extension.',
		'The switch also reads timeout, tries, try_interval and stop_after, which its schema does not list.',
	],
});
