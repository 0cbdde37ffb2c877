import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, moduleData } from './fields';

/** Hides the caller ID. */
export const privacy = defineModule({
	module: 'privacy',
	title: 'Hide the caller ID',
	group: 'Caller ID',
	summary: 'Hides name, number or both of the caller from whoever is called next.',
	searchWords: ['anonymous', 'withhold number', 'CLIR', 'block caller id', '*67'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		mode: described(z.enum(['full', 'name', 'number', 'yes']).default('full'), {
			title: 'What to hide', choices: { full: 'Name and number', name: 'The name', number: 'The number', yes: 'Name and number, by the word yes' },
		}),
		endpoint_strategy: described(z.enum(['overwrite', 'merge']).default('overwrite'), {
			title: 'Settings of the phone',
			description: 'overwrite: this step decides alone. merge: the phone\'s own setting counts too.', rare: true,
		}),
	}),
	branches: [{ key: '_', when: 'the caller ID is hidden and no number was dialled behind a feature code' }],
	ending: 'continues',
	answers: false,
	notes: ['Behind a feature code it also routes the number dialled; where no callflow takes that number, the flow ends.'],
});
