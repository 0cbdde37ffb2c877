import type { INodeProperties } from 'n8n-workflow';
import { MAX_VALUE_BYTES } from '../../../pivot/variables/encodeVariable';
import { keyField, kindField } from './shared';

const show = { operation: ['set'] };

/** Set and Continue. */
export const setParameters: INodeProperties[] = [
	{
		displayName: 'Variables',
		name: 'variables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Variable',
		default: {},
		displayOptions: { show },
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Keep It',
						name: 'keep',
						type: 'options',
						options: [
							{ name: 'With the Call', value: 'call', description: `The switch has it too: it stands in its events and call records. At most ${MAX_VALUE_BYTES} bytes.` },
							{ name: 'On the Pivot Server Only', value: 'server', description: 'For what is secret or large. The switch never sees it. Not where the trigger answers alone.' },
						],
						default: 'call',
					},
					keyField,
					kindField,
					{ displayName: 'Value', name: 'value', type: 'string', default: '', description: 'To remove a variable set it to an empty text: the switch knows no other way' },
				],
			},
		],
	},
	{
		displayName: 'Then',
		name: 'continueWith',
		type: 'options',
		displayOptions: { show },
		options: [
			{ name: 'Ask Another Flow', value: 'flow', description: 'The call goes to another workflow' },
			{ name: 'Ask This Flow Again', value: 'this', description: 'The call comes back to the trigger of this workflow' },
			{ name: 'Go On With the Next Step', value: 'next' },
		],
		default: 'next',
	},
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { ...show, continueWith: ['flow'] } },
		description: 'A flow of the pivot server, or the voice URL of any other',
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list', typeOptions: { searchListMethod: 'searchVoiceUrls', searchable: true } },
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'https://',
				validation: [{ type: 'regex', properties: { regex: '^https?://.+', errorMessage: 'A voice URL begins with http:// or https://' } }],
			},
		],
	},
	{
		displayName: 'Add to the Address',
		name: 'query',
		type: 'string',
		default: '',
		placeholder: 'step=2',
		displayOptions: { show: { ...show, continueWith: ['this', 'flow'] } },
		description: 'Comes back with the call, as <code>extra</code> of the item',
	},
	{
		displayName: 'If nobody answers there, the fallback of this flow serves the caller. Variables come back on every switch: where the switch does not bring them back itself, they travel in the address, signed, as far as it leads to the same pivot server, or to this trigger where it answers alone (then at most 1 KiB).',
		name: 'pivotNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { ...show, continueWith: ['this', 'flow'] } },
	},
	{
		displayName: 'Also on Legs Connected Later',
		name: 'export',
		type: 'boolean',
		default: false,
		displayOptions: { show },
		description: 'Whether a leg that is connected later has the variables too. KAZOO 4.3 cannot do it.',
	},
];
