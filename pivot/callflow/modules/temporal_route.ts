import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, text } from './fields';

/** Branches on the time rules of the account. */
export const temporalRoute = defineModule({
	module: 'temporal_route',
	title: 'Branch on the time of day',
	group: 'Branch',
	summary: 'Takes the child of the first time rule that applies now, or switches time rules on and off.',
	searchWords: ['opening hours', 'business hours', 'holiday', 'night mode', 'schedule', 'time condition', 'calendar'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		rules: described(z.array(described(text(), { picker: 'temporal_rule' })).default(() => []), {
			title: 'Time rules', description: 'Ids, the first that applies wins.',
		}),
		rule_set: described(text().optional(), { title: 'Set of rules', description: 'Id of a rule set.' }),
		timezone: described(text().optional(), {
			title: 'Time zone', description: 'Such as Europe/Berlin. Empty: the one of the account.',
		}),
		action: described(z.enum(['menu', 'enable', 'disable', 'reset']).optional(), {
			title: 'Change the rules',
			choices: { menu: 'Let the caller choose', enable: 'Force on', disable: 'Force off', reset: 'Set back' },
			description: 'Instead of branching.', rare: true,
		}),
		interdigit_timeout: described(integer().optional(), { title: 'Wait between two keys', unit: 'ms', rare: true }),
	}),
	branches: [
		{
			key: '<rule id>', label: '{} applies', picker: 'temporal_rule',
			when: 'this rule, or a rule of this set, is the first that applies',
		},
		{ key: 'rule_set', when: 'a rule of the set given in rule_set is the first that applies', label: 'the set of rules applies' },
		{ key: '_', when: 'no rule applies, or the rules were changed' },
	],
	ending: 'continues',
	answers: false,
	notes: [
		'The names of the children count as rules too.',
		'With a change of the rules it always goes on to `_`.',
	],
});
