import type { INodeProperties } from 'n8n-workflow';

/** What the person sees in Pivot Respond. */
export const parameters: INodeProperties[] = [
	{
		displayName: 'Answer With',
		name: 'answerWith',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'The Drawn Callflow', value: 'drawn', description: 'What the Pivot Callflow nodes before this one have drawn' },
			{ name: 'A Callflow as JSON', value: 'json', description: 'A callflow written by hand, or by a node before this one' },
		],
		default: 'drawn',
	},
	{
		displayName: 'Wire every branch of the workflow into this node: the branches become one callflow. It answers as soon as none is missing, or when the workflow ends.',
		name: 'drawnNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { answerWith: ['drawn'] } },
	},
	{
		displayName: 'Callflow',
		name: 'callflow',
		type: 'json',
		typeOptions: { rows: 10 },
		default: '{\n  "module": "tts",\n  "data": { "text": "Hello." },\n  "children": {}\n}',
		required: true,
		displayOptions: { show: { answerWith: ['json'] } },
		description: 'A callflow as the switch takes it, or an expression that gives one. It is checked before it is sent.',
	},
];
