import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { nodeError } from '../kazooApi/nodeError';
import { OPERATIONS } from './operations/operations';
import type { OperationResult } from './operations/operation';

/** Does the chosen operation once for every item. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	const remarks = new Set<string>();
	for (const itemIndex of this.getInputData().keys()) {
		try {
			const result = await operate(this, itemIndex);
			output.push(...result.items.map((json) => ({ json, pairedItem: { item: itemIndex } })));
			result.remarks.forEach((remark) => remarks.add(remark));
		} catch (error) {
			const told = nodeError(this.getNode(), error, itemIndex);
			if (!this.continueOnFail()) throw told;
			output.push({ json: { error: told.message }, pairedItem: { item: itemIndex } });
		}
	}
	for (const message of remarks) this.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	return [output];
}

async function operate(context: IExecuteFunctions, itemIndex: number): Promise<OperationResult> {
	const chosen = String(context.getNodeParameter('operation', itemIndex));
	const operation = OPERATIONS.find(({ option }) => option.value === chosen);
	if (!operation) throw new Error(`There is no operation “${chosen}”: choose one from the list.`);
	return await operation.run(context, itemIndex);
}
