import type { IDataObject, IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** One operation of Pivot Debug: its place in the form, its fields, and what it does for one item. */
export interface Operation {
	readonly resource: 'attempt' | 'callflow';
	readonly option: INodePropertyOptions & { readonly value: string };
	readonly properties: readonly INodeProperties[];
	/** @throws CrossbarError or an error of n8n's, with a sentence */
	readonly run: (context: IExecuteFunctions, itemIndex: number) => Promise<OperationResult>;
}

export interface OperationResult {
	readonly items: readonly IDataObject[];
	/** Sentences about what was odd, shown beside the output. */
	readonly remarks: readonly string[];
}
