import type { INodeProperties } from 'n8n-workflow';
import { setParameters } from './set';
import { keyField, kindField } from './shared';

/** What the person sees in Pivot Variables. */
export const parameters: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Is Set?', value: 'isSet', action: 'Is a variable set', description: 'Whether the call brought a variable: one output for yes, one for no' },
			{ name: 'Read', value: 'read', action: 'Read variables', description: 'The variables the call brought, as numbers, dates and so on, with defaults' },
			{ name: 'Set and Continue', value: 'set', action: 'Set variables and continue', description: 'Give the call variables and, if you like, send it to a flow' },
		],
		default: 'set',
	},
	...setParameters,
	{
		displayName: 'Variables',
		name: 'reads',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Variable',
		default: {},
		displayOptions: { show: { operation: ['read'] } },
		description: 'Without any, all are read, as text',
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{ displayName: 'Default', name: 'fallback', type: 'string', default: '', description: 'Where the variable is not set, or holds something of another type. Empty: it is left out.' },
					keyField,
					kindField,
				],
			},
		],
	},
	{
		displayName: 'Put Into',
		name: 'into',
		type: 'string',
		default: 'values',
		required: true,
		displayOptions: { show: { operation: ['read'] } },
		description: 'Field of the item that holds the values by name',
	},
	{ ...keyField, displayOptions: { show: { operation: ['isSet'] } } },
];
