import { NodeOperationError, tryToParseDateTime, type IExecuteFunctions } from 'n8n-workflow';
import { readDebugCall, readDebugLog, type DebugReading } from '../../../crossbar/debugLog';
import { openCrossbar } from '../../kazooApi/openCrossbar';
import { MOST_ATTEMPTS, readAttempts } from '../../pivotServer/reading';
import { hasFailed, inFull, serverSummary } from '../attempts/serverAttempt';
import { switchAttempt, switchSummary } from '../attempts/switchAttempt';
import { accountParameter, chosenAccount } from '../parameters/account';
import { judgingOptions, readJudging } from '../parameters/judging';
import type { Operation, OperationResult } from './operation';

/** How far back is looked where nothing was chosen, in ms. */
const DAY_MS = 86_400_000;

/** The switch's clock may be ahead of ours by this, in ms. */
const CLOCK_ROOM_MS = 60_000;

const shown = { resource: ['attempt'], operation: ['list'] };

export const listAttempts: Operation = {
	resource: 'attempt',
	option: { name: 'List', value: 'list', action: 'List attempts', description: 'What was asked and answered lately, newest call first' },
	properties: [
		accountParameter({ show: { ...shown, source: ['switch'] } }),
		{
			displayName: 'Since',
			name: 'since',
			type: 'dateTime',
			default: '',
			displayOptions: { show: shown },
			description: 'Empty: the last 24 hours',
		},
		{
			displayName: 'Only Failures',
			name: 'onlyFailures',
			type: 'boolean',
			default: false,
			displayOptions: { show: shown },
			description: 'Whether to leave out the calls that were served as the workflow answered',
		},
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			displayOptions: { show: shown },
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			displayOptions: { show: { ...shown, returnAll: [false] } },
			description: 'Max number of results to return',
		},
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			displayOptions: { show: shown },
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			displayOptions: { show: shown },
			options: [
				{ displayName: 'Call ID', name: 'callId', type: 'string', default: '', description: 'Only the attempts of this call' },
				{
					displayName: 'Flow',
					name: 'flow',
					type: 'string',
					default: '',
					displayOptions: { show: { '/source': ['server'] } },
					description: 'Only the attempts of this flow of the pivot server',
				},
				...judgingOptions.map((option) => ({ ...option, displayOptions: { show: { '/source': ['switch'] } } })),
			],
		},
	],
	run: async (context, itemIndex) => {
		const wanted = readWanted(context, itemIndex);
		return context.getNodeParameter('source', itemIndex) === 'server' ? await fromServer(context, wanted) : await fromSwitch(context, itemIndex, wanted);
	},
};

interface Wanted {
	/** Unix ms. */
	readonly since: number;
	readonly callId: string;
	readonly flow: string;
	readonly onlyFailures: boolean;
	readonly limit: number;
	readonly simplify: boolean;
}

function readWanted(context: IExecuteFunctions, itemIndex: number): Wanted {
	const read = (name: string) => context.getNodeParameter(name, itemIndex);
	return {
		since: readSince(context, read('since'), itemIndex),
		callId: String(context.getNodeParameter('options.callId', itemIndex, '')).trim(),
		flow: String(context.getNodeParameter('options.flow', itemIndex, '')).trim(),
		onlyFailures: read('onlyFailures') === true,
		limit: read('returnAll') === true ? Infinity : Number(read('limit')),
		simplify: read('simplify') === true,
	};
}

/** In the time zone of the workflow where the value names none. */
function readSince(context: IExecuteFunctions, value: unknown, itemIndex: number): number {
	if (value === '' || value === undefined || value === null) return Date.now() - DAY_MS;
	try {
		return Date.parse(String(tryToParseDateTime(value, context.getTimezone())));
	} catch {
		throw new NodeOperationError(context.getNode(), `“Since” is not a time: ${JSON.stringify(value)}. Give one such as 2026-06-30T08:00:00.`, { itemIndex });
	}
}

async function fromSwitch(context: IExecuteFunctions, itemIndex: number, wanted: Wanted): Promise<OperationResult> {
	const { crossbar, ownAccount } = await openCrossbar(context);
	const accountId = chosenAccount(context.getNodeParameter('account', itemIndex, '', { extractValue: true }), ownAccount);
	const judge = readJudging(context.getNodeParameter('options', itemIndex, {}));
	const period = { accountId, judge, from: wanted.since, to: Date.now() + CLOCK_ROOM_MS };
	const { callId, onlyFailures, limit } = wanted;
	const read: DebugReading = callId === ''
		? await readDebugLog(crossbar, { ...period, onlyFailures, limit })
		: await readDebugCall(crossbar, { ...period, callId });
	const attempts = read.attempts.filter(({ failed, at }) => (failed || !onlyFailures) && (at === undefined || at + 1000 > wanted.since));
	return {
		items: [
			...attempts.slice(0, limit).map(wanted.simplify ? switchSummary : switchAttempt),
			...read.unread.map((unread) => ({ source: 'switch', unread, summary: 'An entry of the log in no known shape, as the switch sent it.' })),
		],
		remarks: read.remarks,
	};
}

async function fromServer(context: IExecuteFunctions, { since, callId, flow, onlyFailures, limit, simplify }: Wanted): Promise<OperationResult> {
	const filter = { ...(callId === '' ? {} : { call: callId }), ...(flow === '' ? {} : { flow }) };
	const reading = await readAttempts(context, { limit: MOST_ATTEMPTS, ...filter });
	if (!reading.ok) throw new NodeOperationError(context.getNode(), reading.message);
	const rows = reading.value.filter((row) => row.at >= since && (!onlyFailures || hasFailed(row))).slice(0, limit);
	const oldest = reading.value.at(-1);
	const isCutOff = reading.value.length === MOST_ATTEMPTS && oldest !== undefined && oldest.at > since && rows.length < limit;
	return {
		items: simplify ? rows.map(serverSummary) : await inFull(context, rows),
		remarks: isCutOff ? [`The pivot server gives its newest ${MOST_ATTEMPTS} attempts at once; there are older ones. Filter by flow or call ID.`] : [],
	};
}
