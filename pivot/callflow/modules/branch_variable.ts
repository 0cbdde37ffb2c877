import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, moduleData, text } from './fields';

const variable = { title: 'Variable', description: 'Name of the value to look up, in lower_snake_case.' };
const scope = {
	title: 'Where it is stored',
	choices: {
		custom_channel_vars: 'On the call', account: 'In the account', user: 'At the user', device: 'At the device',
		merged: 'At device, user or account, merged', doc: 'In a document',
	},
};

const SCOPES = ['account', 'custom_channel_vars', 'device', 'merged', 'user'] as const;

const data = moduleData({
	scope: described(z.enum(SCOPES).default('custom_channel_vars'), scope),
	variable: described(text().default(''), variable),
});

/** Branches on a value the switch has stored. */
export const branchVariable = defineModule({
	module: 'branch_variable',
	title: 'Branch on a stored value',
	group: 'Branch',
	summary: 'Looks a value up on the call, the account, the user or the device and takes the child of that name.',
	searchWords: ['if', 'switch', 'condition', 'channel variable', 'setting'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: {
		K5: data.extend({
			scope: described(z.enum([...SCOPES, 'doc']).default('custom_channel_vars'), scope),
			variable: described(z.union([z.string(), z.array(z.string())]), variable),
			id: described(text().optional(), { title: 'Document', description: 'Id of the document, for the scope doc.' }),
		}),
	},
	branches: [
		{ key: '<value>', when: 'the variable has this value', label: 'it is {}' },
		{ key: '_', when: 'no child has the name of the value, or there is no value' },
	],
	ending: 'continues',
	answers: false,
	notes: [
		'It does not see the custom application vars of set_variables on master and K5: pivot again instead.',
		'On KAZOO 4.3 it does, in scope custom_channel_vars, within the same call.',
		'KAZOO 5 also takes dotted paths and the scope doc, needs the variable, and refuses private keys.',
	],
});
