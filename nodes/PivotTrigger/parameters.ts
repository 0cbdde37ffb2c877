import type { INodeProperties } from 'n8n-workflow';
import { DIALECTS, type DialectName } from '../../pivot/dialects/dialect';
import { BUDGET_MS } from '../../pivot/pairing/messages';

const standardBudget = BUDGET_MS.default;

function assumptionOf(dialect: DialectName): string {
	return DIALECTS[dialect].assumption ?? '';
}

/** What the person sees in the Pivot Trigger. */
export const parameters: INodeProperties[] = [
	{
		displayName: 'Answer the Switch',
		name: 'answering',
		type: 'options',
		options: [
			{
				name: 'Through a Pivot Server',
				value: 'paired',
				description: 'The server owns the voice URL and serves the caller whatever happens to n8n',
			},
			{
				name: 'From This Node Alone',
				value: 'alone',
				description: 'The webhook URL of this node is the voice URL. Nobody serves callers while n8n is down or starting.',
			},
		],
		default: 'paired',
	},
	{
		displayName:
			'Put the production URL above into the callflow on the switch, as <code>voice_url</code> of a <code>pivot</code> node. This node serves the fallback when the workflow fails, answers nothing or takes too long. It cannot do so while n8n is down or starting: give the <code>pivot</code> node a child <code>_</code> for that.',
		name: 'aloneNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { answering: ['alone'] } },
	},
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'front-desk',
		description: 'Name of the flow: lower-case letters, digits and hyphens. On a pivot server it stands in the voice URL and stays the same for ever.',
	},
	{
		displayName: 'If the Workflow Fails',
		name: 'onFailure',
		type: 'options',
		options: [
			{ name: 'Say That We Are Sorry', value: 'apology', description: 'Speak an apology in the language below' },
			{ name: 'Run a Fallback Callflow', value: 'callflow', description: 'Run the callflow below, such as voicemail' },
			{
				name: 'Let the Switch Go On',
				value: 'switch',
				description: 'Answer with an error, so that the child <code>_</code> of the <code>pivot</code> node runs. Without that child the call is hung up.',
				displayOptions: { show: { answering: ['paired'] } },
			},
		],
		default: 'apology',
		description: 'What the caller gets when the workflow fails, answers nothing, answers what the switch would not run, or takes too long',
	},
	{
		displayName: 'Fallback Callflow',
		name: 'fallbackCallflow',
		type: 'json',
		typeOptions: { rows: 6 },
		default: '{\n  "module": "voicemail",\n  "data": { "id": "" },\n  "children": {}\n}',
		required: true,
		displayOptions: { show: { onFailure: ['callflow'] } },
		description: 'A callflow as the switch takes it. It is checked when the workflow is published.',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'string',
		default: 'en-us',
		placeholder: 'de-de',
		description: 'Language of the apology',
	},
	{
		displayName: 'Time to Answer (Ms)',
		name: 'budgetMs',
		type: 'number',
		typeOptions: { minValue: BUDGET_MS.min, maxValue: BUDGET_MS.max },
		default: standardBudget,
		description: 'Milliseconds until the fallback serves the caller. The switch itself waits 5,000 and then hangs up or goes on without us.',
	},
	{
		displayName: 'Switch',
		name: 'switchVersion',
		type: 'options',
		options: [
			{ name: 'Any (Runs on All)', value: 'any' },
			{ name: 'KAZOO 4.3', value: '4.3' },
			{ name: 'KAZOO 5 (OpenKAZOO)', value: 'K5' },
			{ name: 'KAZOO Master', value: 'master' },
			{ name: 'Piston (Assumed as KAZOO 4.3)', value: 'piston', description: assumptionOf('piston') },
			{ name: 'VirtualPBX (Assumed as KAZOO 4.3 or Master)', value: 'virtualpbx', description: assumptionOf('virtualpbx') },
		],
		default: 'any',
		description: 'Callflows are drawn and checked in KAZOO’s words, and sent in those of this switch',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Account IDs',
				name: 'accountIds',
				type: 'string',
				default: '',
				displayOptions: { show: { '/answering': ['paired'] } },
				description: 'Only calls of these accounts of the switch, separated by commas. Empty: all.',
			},
			{
				displayName: 'Keep Debug Logs',
				name: 'debug',
				type: 'boolean',
				default: false,
				description: 'Whether the switch keeps logs of pivots with which Pivot Variables lets a call come back. The switch does not pass this on from one pivot to the next.',
			},
			{
				displayName: 'Sample Call',
				name: 'sampleCall',
				type: 'json',
				default: '{}',
				description: 'Fields of the sample call, as the switch would send them. They replace the ones of the built-in sample.',
			},
			{
				displayName: 'Test Callers',
				name: 'testCallers',
				type: 'string',
				default: '',
				placeholder: '+14155550100, 1001',
				displayOptions: { show: { '/answering': ['paired'] } },
				description: 'Numbers whose next call comes to the editor while it listens, separated by commas',
			},
			{
				displayName: 'Test With Any Next Call',
				name: 'anyNextCall',
				type: 'boolean',
				default: false,
				displayOptions: { show: { '/answering': ['paired'] } },
				description: 'Whether the next call comes to the editor while it listens, whoever calls. A real caller may be the one.',
			},
			{
				displayName: 'URLs the Switch Refuses',
				name: 'refusedUrls',
				type: 'options',
				options: [
					{ name: 'KAZOO’s Default (This Machine)', value: 'kazoo' },
					{ name: 'None', value: 'none', description: 'For a switch whose operator emptied the list' },
				],
				default: 'kazoo',
				description: 'Callflows with such a URL are refused before the switch would do so. A pivot server that knows better is believed.',
			},
			{
				displayName: 'Webhook Address for the Server',
				name: 'n8nUrl',
				type: 'string',
				default: '',
				placeholder: 'http://n8n:5678',
				displayOptions: { show: { '/answering': ['paired'] } },
				description: 'N8n as the pivot server reaches it. Empty: the webhook address n8n knows itself by.',
			},
		],
	},
];
