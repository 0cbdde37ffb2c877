import type { INodeProperties } from 'n8n-workflow';

/** The field a variable's name is typed into. */
export const keyField = {
	displayName: 'Name',
	name: 'key',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'customer_id',
	description: 'Lower-case letters, digits and _',
} as const satisfies INodeProperties;

export const kindField: INodeProperties = {
	displayName: 'Type',
	name: 'kind',
	type: 'options',
	options: [
		{ name: 'Date', value: 'date', description: 'A day such as 2026-05-01, or a moment with its offset' },
		{ name: 'JSON', value: 'json' },
		{ name: 'Number', value: 'number' },
		{ name: 'Text', value: 'text' },
		{ name: 'Yes or No', value: 'yesNo' },
	],
	default: 'text',
};
