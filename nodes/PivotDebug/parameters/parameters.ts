import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../operations/operation';
import { OPERATIONS } from '../operations/operations';
import { sourceParameter } from './source';

/** What the person sees in Pivot Debug. */
export const parameters: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Attempt', value: 'attempt', description: 'A request of the switch, and what became of it' },
			{ name: 'Callflow', value: 'callflow', description: 'A callflow stored on the switch, and the number it belongs to' },
		],
		default: 'attempt',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['attempt'] } },
		options: optionsOf('attempt'),
		default: 'list',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['callflow'] } },
		options: optionsOf('callflow'),
		default: 'connect',
	},
	sourceParameter({ show: { resource: ['attempt'] } }),
	...OPERATIONS.flatMap(({ properties }) => properties),
];

function optionsOf(resource: Operation['resource']): INodePropertyOptions[] {
	return OPERATIONS.filter((operation) => operation.resource === resource).map(({ option }) => option);
}
