import { NodeOperationError, type IDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import { findCallflow, readCallflow } from '../../../crossbar/callflows';
import { isJsonObject, type JsonObject } from '../../../pivot/json';
import { openCrossbar, type OpenCrossbar } from '../../kazooApi/openCrossbar';
import { chosenAccount } from './account';

/** Which stored callflow: by a number that leads to it, picked, or by its id. */
export function callflowParameter(displayOptions: IDisplayOptions): INodeProperties {
	return {
		displayName: 'Callflow',
		name: 'callflow',
		type: 'resourceLocator',
		default: { mode: 'number', value: '' },
		required: true,
		displayOptions,
		description: 'The callflow on the switch that a call to the number runs',
		modes: [
			{ displayName: 'By Number', name: 'number', type: 'string', placeholder: '+14155550100' },
			{ displayName: 'From List', name: 'list', type: 'list', typeOptions: { searchListMethod: 'searchCallflows', searchable: true } },
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: '2c45bc2b1cf04a1a9c1b1f6a0f5e0b3d' },
		],
	};
}

/** A stored callflow, and where it lies. */
export interface StoredCallflow extends OpenCrossbar {
	readonly accountId: string;
	readonly document: JsonObject;
	/** How it was found, in words. */
	readonly foundBy: string;
}

/** @throws CrossbarError with a sentence where there is none */
export async function chosenCallflow(context: IExecuteFunctions, itemIndex: number): Promise<StoredCallflow> {
	const open = await openCrossbar(context);
	const accountId = chosenAccount(context.getNodeParameter('account', itemIndex, '', { extractValue: true }), open.ownAccount);
	const given: unknown = context.getNodeParameter('callflow', itemIndex);
	const mode = isJsonObject(given) ? given['mode'] : 'number';
	const value = String(isJsonObject(given) ? given['value'] : given).trim();
	if (value === '') throw new NodeOperationError(context.getNode(), 'No callflow is chosen. Give a number that leads to it, or pick it from the list.', { itemIndex });
	if (mode !== 'number') return { ...open, accountId, document: await readCallflow(open.crossbar, accountId, value), foundBy: 'its ID' };
	const { row, matched, by } = await findCallflow(open.crossbar, accountId, value);
	return { ...open, accountId, document: await readCallflow(open.crossbar, accountId, row.id), foundBy: `${by === 'pattern' ? 'the pattern' : 'the number'} ${matched}` };
}
