import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { CrossbarError } from '../../crossbar/crossbarError';

/**
 * The error n8n shows: its message is the sentence, whatever the status was. What the switch refused is a NodeApiError, with the
 * stable code and the status below it.
 */
export function nodeError(node: INode, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const at = itemIndex === undefined ? {} : { itemIndex };
	const told = error instanceof CrossbarError ? ofSwitch(node, error, at) : new NodeOperationError(node, error instanceof Error ? error : String(error), at);
	// n8n puts a sentence of its own in place of one that quotes the network, such as “ECONNREFUSED”.
	if (error instanceof Error) told.message = error.message;
	return told;
}

function ofSwitch(node: INode, { message, code, status }: CrossbarError, at: { readonly itemIndex?: number }): NodeApiError | NodeOperationError {
	if (status === undefined) return new NodeOperationError(node, message, { ...at, description: code });
	return new NodeApiError(node, { message, code }, { ...at, message, description: `${code} (${status})`, httpCode: String(status) });
}
