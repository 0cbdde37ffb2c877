import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { anyObject, described, goesOn, moduleData } from './fields';

const variables = { title: 'Variables', description: 'Names in lower_snake_case, values as text.' };

const data = moduleData({
	custom_application_vars: described(anyObject().default(() => ({})), variables),
	export: described(z.boolean().optional(), { title: 'Also on legs connected later', rare: true }),
});

/** Sets custom application vars on the call. */
export const setVariables = defineModule({
	module: 'set_variables',
	title: 'Set variables',
	group: 'Variables',
	summary: 'Keeps values with the call: they come back on the next pivot and stand in webhooks and CDRs.',
	searchWords: ['custom application vars', 'CAV', 'remember', 'tag the call', 'state', 'metadata', 'kvs_set'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: {
		'4.3': data.extend({
			custom_application_vars: described(z.object({}).catchall(z.string()).default(() => ({})), variables),
		}),
	},
	branches: goesOn('the variables are set'),
	ending: 'continues',
	answers: false,
	notes: [
		'On KAZOO 4.3 the values must be text, and they do not come back on the next pivot.',
		'Use lower_snake_case names: CDRs rewrite any other.',
		'A variable cannot be removed; set it to an empty text instead.',
		'On the media switch every value becomes text.',
	],
});
