import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listCallflows } from '../../crossbar/callflows';
import { matches } from './matches';
import { nodeError } from './nodeError';
import { openCrossbar } from './openCrossbar';

/** How many numbers of a callflow its line in the picker names. */
const NAMED = 3;

/** Picker: the callflows of the chosen account, by name and number. */
export async function searchCallflows(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	try {
		const { crossbar, ownAccount } = await openCrossbar(this);
		const chosen = this.getCurrentNodeParameter('account', { extractValue: true });
		const account = typeof chosen === 'string' && chosen !== '' ? chosen : ownAccount;
		const callflows = await listCallflows(crossbar, account);
		const found = callflows.filter(({ id, name, numbers, patterns }) => matches(filter, id, name, ...numbers, ...patterns));
		return { results: found.map(({ id, name, numbers, patterns }) => ({ name: lineOf(name, [...numbers, ...patterns]), value: id })) };
	} catch (error) {
		throw nodeError(this.getNode(), error);
	}
}

function lineOf(name: string, reachedBy: readonly string[]): string {
	const more = reachedBy.length > NAMED ? `, and ${reachedBy.length - NAMED} more` : '';
	const numbers = reachedBy.length === 0 ? 'no number' : `${reachedBy.slice(0, NAMED).join(', ')}${more}`;
	return name === '' ? numbers : `${name} (${numbers})`;
}
