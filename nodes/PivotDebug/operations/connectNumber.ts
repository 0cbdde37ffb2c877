import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { connectNumber as connect } from '../../../crossbar/connectNumber';
import { DIALECTS } from '../../../crossbar/dialects';
import { readFlow } from '../../pivotServer/reading';
import { accountParameter } from '../parameters/account';
import { callflowParameter, chosenCallflow } from '../parameters/callflow';
import { dryRunParameter } from '../parameters/dryRun';
import { changeCallflow } from './changeCallflow';
import type { Operation } from './operation';

/** The longest the switch waits for an answer, in ms (reference "kazoo-pivot" §2.1). */
const LONGEST_WAIT_MS = 5000;

const shown = { resource: ['callflow'], operation: ['connect'] };

export const connectNumber: Operation = {
	resource: 'callflow',
	option: {
		name: 'Connect a Number',
		value: 'connect',
		action: 'Connect a number',
		description: 'Let calls to a number ask a flow. What callers got before serves them when the flow cannot.',
	},
	properties: [
		accountParameter({ show: shown }),
		callflowParameter({ show: shown }),
		{
			displayName: 'Connect To',
			name: 'connectTo',
			type: 'options',
			options: [
				{ name: 'A Voice URL', value: 'url' },
				{ name: 'A Flow of a Pivot Server', value: 'flow' },
			],
			default: 'url',
			displayOptions: { show: shown },
		},
		{
			displayName: 'Voice URL',
			name: 'voiceUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'https://',
			displayOptions: { show: { ...shown, connectTo: ['url'] } },
			description: 'What the pivot server shows for the flow, or the production URL of a Pivot Trigger that answers alone',
		},
		{
			displayName: 'Flow',
			name: 'flow',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			displayOptions: { show: { ...shown, connectTo: ['flow'] } },
			modes: [
				{ displayName: 'From List', name: 'list', type: 'list', typeOptions: { searchListMethod: 'searchFlows', searchable: true } },
				{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'front-desk' },
			],
		},
		{
			displayName: 'Time the Switch Waits (Ms)',
			name: 'reqTimeoutMs',
			type: 'number',
			typeOptions: { minValue: 500, maxValue: LONGEST_WAIT_MS },
			default: LONGEST_WAIT_MS,
			displayOptions: { show: shown },
			description: 'Milliseconds until the switch goes on without an answer. It has to be longer than the flow takes, its fallback included.',
		},
		{
			displayName: 'Debug',
			name: 'debug',
			type: 'boolean',
			default: false,
			displayOptions: { show: shown },
			description: 'Whether the switch keeps requests and answers',
		},
		dryRunParameter({ show: shown }),
	],
	run: async (context, itemIndex) => {
		const target = await readTarget(context, itemIndex);
		const stored = await chosenCallflow(context, itemIndex);
		const change = connect(stored.document, {
			...target,
			reqTimeoutMs: Number(context.getNodeParameter('reqTimeoutMs', itemIndex)),
			debug: context.getNodeParameter('debug', itemIndex) === true,
			reqFormat: DIALECTS[stored.dialect].reqFormat,
		});
		return await changeCallflow(stored, change, context.getNodeParameter('dryRun', itemIndex) === true, { voiceUrl: target.voiceUrl });
	},
};

async function readTarget(context: IExecuteFunctions, itemIndex: number): Promise<{ readonly voiceUrl: string; readonly budgetMs?: number }> {
	if (context.getNodeParameter('connectTo', itemIndex) !== 'flow') {
		return { voiceUrl: String(context.getNodeParameter('voiceUrl', itemIndex)).trim() };
	}
	const name = String(context.getNodeParameter('flow', itemIndex, '', { extractValue: true })).trim();
	if (name === '') throw new NodeOperationError(context.getNode(), 'No flow is chosen. Pick one of the pivot server from the list, or give its name.', { itemIndex });
	const flow = await readFlow(context, name);
	if (!flow.ok) throw new NodeOperationError(context.getNode(), flow.message, { itemIndex });
	const { voiceUrl, budgetMs } = flow.value;
	return { voiceUrl, budgetMs };
}
