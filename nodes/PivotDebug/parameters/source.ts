import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Who is asked what happened. */
export function sourceParameter(displayOptions?: IDisplayOptions): INodeProperties {
	return {
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'The Switch', value: 'switch', description: 'Its debug log: calls of callflows whose debug flag is on, and every answer that was no JSON' },
			{ name: 'A Pivot Server', value: 'server', description: 'Every call it was asked about' },
		],
		default: 'switch',
		...(displayOptions ? { displayOptions } : {}),
		description: 'Whose record is read',
	};
}
