import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { drawStep } from './drawStep';

/**
 * Draws the step once for every item: each carries the draft of its own call. A step with branches hands the item to each of its
 * outputs, with the place where that branch goes on.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = [];
	this.getInputData().forEach((item, itemIndex) => {
		const add = (output: number, json: INodeExecutionData['json']) => {
			(outputs[output] ??= []).push({ ...item, json: { ...item.json, ...json }, pairedItem: { item: itemIndex } });
		};
		const drawn = drawStep(this, itemIndex);
		if (drawn.ok) {
			drawn.pivots.forEach((pivot, output) => {
				add(output, { pivot });
			});
		} else if (this.continueOnFail()) {
			add(0, { error: drawn.message });
		} else {
			throw new NodeOperationError(this.getNode(), drawn.message, { itemIndex });
		}
	});
	return await Promise.resolve(outputs);
}
