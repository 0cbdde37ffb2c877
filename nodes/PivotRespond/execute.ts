import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { answerCall } from './answerCall';
import { callflowGiven } from './callflowGiven';
import { arrivedCallflow } from './arrivals';
import { callOf } from './callOf';
import type { Refusal } from './refusal';

const NOTHING_YET: INodeExecutionData[][] = [[], []];

/**
 * Answers the call: the callflow is checked, signed for the pivot server where there is one, and sent. First output: the call was
 * answered; second output: somebody else had served the caller before.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const call = callOf(this, items);
	if (!call.ok) return fail(this, items, call);
	if (Date.now() > call.pivot.deadline) return [[], items.map((item, index) => ({ ...item, pairedItem: { item: index } }))];

	const ready = this.getNodeParameter('answerWith', 0) === 'json' ? callflowGiven(this) : arrivedCallflow(this, call.pivot, call.drafts);
	if (ready === 'later') return NOTHING_YET;
	const answered = ready.ok ? await answerCall(this, call.pivot, ready) : ready;
	if (!answered.ok) return fail(this, items, answered);
	const json = { ...items[0]?.json, answer: answered.summary };
	return [[{ json, pairedItem: items.map((_, item) => ({ item })) }], []];
}

function fail(context: IExecuteFunctions, items: readonly INodeExecutionData[], { message }: Refusal): INodeExecutionData[][] {
	if (!context.continueOnFail()) throw new NodeOperationError(context.getNode(), message, { itemIndex: 0 });
	return [items.map((item, index) => ({ ...item, json: { ...item.json, error: message }, pairedItem: { item: index } })), []];
}
