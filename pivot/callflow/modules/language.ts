import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';

export const language = defineModule({
	module: 'language',
	title: 'Set the language',
	group: 'Talk',
	summary: 'Sets the language of prompts for the rest of the call.',
	searchWords: ['locale', 'english', 'french', 'german', 'spanish', 'translate'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		language: described(text({ pattern: /^[A-Za-z]{2}(-[A-Za-z]{2})?$/ }), {
			title: 'Language', description: 'Such as en or en-US.',
		}),
	}),
	branches: goesOn(),
	ending: 'continues',
	answers: false,
	notes: ['The next pivot request names the language too.'],
});
