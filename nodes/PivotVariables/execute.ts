import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { isJsonObject, type JsonObject } from '../../pivot/json';
import { isVariableSet } from '../../pivot/variables/readVariable';
import { findPivotItem } from '../pivotItem/findPivotItem';
import { SAMPLE_PIVOT_ITEM } from '../pivotItem/samplePivotItem';
import { readJsonParameter } from '../parameters/readJsonParameter';
import { drawVariables } from './drawVariables';
import type { Refused } from './givenVariables';
import { readValues } from './readValues';

/** What becomes of an item: fields it gets, and the output it goes to. */
type Done = { readonly ok: true; readonly fields: IDataObject; readonly output: number } | Refused;

/** Once for every item: each carries the variables and the draft of its own call. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = this.getNodeParameter('operation', 0);
	const outputs: INodeExecutionData[][] = operation === 'isSet' ? [[], []] : [[]];
	for (const [itemIndex, item] of this.getInputData().entries()) {
		const done = OPERATIONS[String(operation)]?.(this, itemIndex) ?? { ok: false, message: `There is no operation “${String(operation)}”.` };
		if (!done.ok && !this.continueOnFail()) throw new NodeOperationError(this.getNode(), done.message, { itemIndex });
		const fields = done.ok ? done.fields : { error: done.message };
		outputs[done.ok ? done.output : outputs.length - 1]?.push({ ...item, json: { ...item.json, ...fields }, pairedItem: { item: itemIndex } });
	}
	return await Promise.resolve(outputs);
}

const OPERATIONS: Readonly<Record<string, (context: IExecuteFunctions, itemIndex: number) => Done>> = {
	set(context, itemIndex) {
		const pivot = findPivotItem(context, itemIndex) ?? SAMPLE_PIVOT_ITEM;
		const read = (parameter: string): unknown => context.getNodeParameter(parameter, itemIndex, null, { extractValue: true });
		const drawn = drawVariables(pivot, read, context.getNode().name);
		return drawn.ok ? { ok: true, fields: { pivot: asData(drawn.pivot) }, output: 0 } : drawn;
	},
	read(context, itemIndex) {
		const read = readValues(variablesOf(context, itemIndex), context.getNodeParameter('reads', itemIndex, {}));
		if (!read.ok) return read;
		if (read.problems.length > 0) context.addExecutionHints({ message: read.problems.join(' '), type: 'warning', location: 'outputPane' });
		return { ok: true, fields: { [String(context.getNodeParameter('into', itemIndex, 'values'))]: asData(read.values) }, output: 0 };
	},
	isSet(context, itemIndex) {
		const key = String(context.getNodeParameter('key', itemIndex, '')).trim();
		return { ok: true, fields: {}, output: isVariableSet(variablesOf(context, itemIndex), key) ? 0 : 1 };
	},
};

/** Of the call the item belongs to; where there is none, those an item brings by itself. */
function variablesOf(context: IExecuteFunctions, itemIndex: number): JsonObject {
	const pivot = findPivotItem(context, itemIndex);
	const json = readJsonParameter(pivot ? pivot.variables : context.getInputData()[itemIndex]?.json['variables']);
	return json.ok && isJsonObject(json.value) ? json.value : {};
}

function asData(value: object): IDataObject {
	return JSON.parse(JSON.stringify(value)) as IDataObject;
}
