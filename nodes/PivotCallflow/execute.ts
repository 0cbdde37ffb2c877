import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { drawStep } from './drawStep';

/** Draws the step once for every item: each carries the draft of its own call. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData().map((item, itemIndex): INodeExecutionData => {
		const drawn = drawStep(this, itemIndex);
		if (drawn.ok) return { ...item, json: { ...item.json, pivot: drawn.pivot }, pairedItem: { item: itemIndex } };
		if (this.continueOnFail()) return { ...item, json: { ...item.json, error: drawn.message }, pairedItem: { item: itemIndex } };
		throw new NodeOperationError(this.getNode(), drawn.message, { itemIndex });
	});
	return await Promise.resolve([items]);
}
