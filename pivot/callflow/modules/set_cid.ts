import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';

/** Sets the caller ID of outbound legs. */
export const setCid = defineModule({
	module: 'set_cid',
	title: 'Set the caller ID',
	group: 'Caller ID',
	summary: 'Shows this name and number to whoever is called by the steps that follow.',
	searchWords: ['caller name', 'caller number', 'outbound caller id', 'CLI', 'CNAM', 'mask number'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		caller_id_name: described(text().default(''), { title: 'Name', description: 'Empty: no longer overridden.' }),
		caller_id_number: described(text().default(''), { title: 'Number', description: 'Empty: no longer overridden.' }),
	}),
	branches: goesOn('the caller ID is set'),
	ending: 'continues',
	answers: false,
	notes: ['An empty text removes an earlier override.'],
});
