import { defineModule } from '../moduleDefinition';
import { described, moduleData, text } from './fields';

export const functionModule = defineModule({
	module: 'function',
	title: 'Run a cluster function',
	group: 'Control',
	summary: 'Runs a stored JavaScript function in the cluster that returns the callflow to run next.',
	searchWords: ['javascript', 'script', 'serverless', 'code'],
	versions: ['master', 'K5'],
	data: moduleData({
		id: described(text().optional(), { title: 'Function', description: 'Id of the stored function.', picker: 'function' }),
	}),
	branches: [{ key: '_', when: 'the function fails or returns no valid callflow' }],
	ending: 'ends-on-success',
	answers: false,
	notes: ['The function gets the same parameters as a pivot server.'],
});
