import type { INodeProperties } from 'n8n-workflow';
import { accountParameter } from '../PivotDebug/parameters/account';
import { judgingOptions } from '../PivotDebug/parameters/judging';
import { sourceParameter } from '../PivotDebug/parameters/source';

/** What the person sees in the Pivot Debug Trigger. */
export const parameters: INodeProperties[] = [
	sourceParameter(),
	{
		displayName: 'The switch keeps requests and answers of a <code>pivot</code> whose debug flag is on: <b>Pivot Debug</b> switches it.',
		name: 'debugNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: ['switch'] } },
	},
	accountParameter({ show: { source: ['switch'] } }),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Flow',
				name: 'flow',
				type: 'string',
				default: '',
				displayOptions: { show: { '/source': ['server'] } },
				description: 'Only the failures of this flow of the pivot server',
			},
			...judgingOptions.map((option) => ({ ...option, displayOptions: { show: { '/source': ['switch'] } } })),
		],
	},
];
