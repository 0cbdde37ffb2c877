import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { readDebugCall } from '../../../crossbar/debugLog';
import { openCrossbar } from '../../kazooApi/openCrossbar';
import { MOST_ATTEMPTS, readAttempts } from '../../pivotServer/reading';
import { inFull } from '../attempts/serverAttempt';
import { switchAttempt } from '../attempts/switchAttempt';
import { accountParameter, chosenAccount } from '../parameters/account';
import { judgingOptions, readJudging } from '../parameters/judging';
import type { Operation, OperationResult } from './operation';

const shown = { resource: ['attempt'], operation: ['get'] };

export const getCall: Operation = {
	resource: 'attempt',
	option: { name: 'Get a Call', value: 'get', action: 'Get a call', description: 'All attempts of one call, each in full, oldest first' },
	properties: [
		accountParameter({ show: { ...shown, source: ['switch'] } }),
		{
			displayName: 'Call ID',
			name: 'callId',
			type: 'string',
			default: '',
			required: true,
			placeholder: '7f3a…@203.0.113.20',
			displayOptions: { show: shown },
			description: 'As the switch and the Pivot Trigger call it',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			displayOptions: { show: { ...shown, source: ['switch'] } },
			options: [
				{
					displayName: 'Debug ID',
					name: 'debugId',
					type: 'string',
					default: '',
					placeholder: '202606-7f3a…@203.0.113.20',
					description: 'As the list gives it: finds calls of any month, and those whose call ID the switch misreads',
				},
				...judgingOptions,
			],
		},
	],
	run: async (context, itemIndex) => {
		const callId = String(context.getNodeParameter('callId', itemIndex)).trim();
		if (callId === '') throw new NodeOperationError(context.getNode(), 'The call ID is missing. The list of attempts shows it, and so does the item a Pivot Trigger starts with.', { itemIndex });
		return context.getNodeParameter('source', itemIndex) === 'server' ? await fromServer(context, itemIndex, callId) : await fromSwitch(context, itemIndex, callId);
	},
};

async function fromSwitch(context: IExecuteFunctions, itemIndex: number, callId: string): Promise<OperationResult> {
	const { crossbar, ownAccount } = await openCrossbar(context);
	const accountId = chosenAccount(context.getNodeParameter('account', itemIndex, '', { extractValue: true }), ownAccount);
	const debugId = String(context.getNodeParameter('options.debugId', itemIndex, '')).trim();
	const judge = readJudging(context.getNodeParameter('options', itemIndex, {}));
	const { attempts, remarks, unread } = await readDebugCall(crossbar, { accountId, callId, judge, ...(debugId === '' ? {} : { debugIds: [debugId] }) });
	if (attempts.length === 0 && unread.length === 0) {
		throw new NodeOperationError(
			context.getNode(),
			`The switch’s debug log holds nothing about the call “${callId}”. It keeps calls of callflows whose debug flag is on, and looks 31 days back unless a debug ID is given.`,
			{ itemIndex },
		);
	}
	const items = attempts.map(switchAttempt);
	if (unread.length > 0) items.push({ source: 'switch', callId, unread: [...unread], summary: 'Documents of no known shape, as the switch sent them.' });
	return { items, remarks };
}

async function fromServer(context: IExecuteFunctions, itemIndex: number, callId: string): Promise<OperationResult> {
	const reading = await readAttempts(context, { limit: MOST_ATTEMPTS, call: callId });
	if (!reading.ok) throw new NodeOperationError(context.getNode(), reading.message, { itemIndex });
	if (reading.value.length === 0) {
		throw new NodeOperationError(context.getNode(), `The pivot server has recorded nothing about the call “${callId}”. Check the call ID; old attempts are removed after a while.`, { itemIndex });
	}
	return { items: await inFull(context, [...reading.value].reverse()), remarks: [] };
}
