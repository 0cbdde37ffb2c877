import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listDescendants } from '../../crossbar/accounts';
import { nodeError } from './nodeError';
import { openCrossbar } from './openCrossbar';
import { matches } from './matches';

/** Picker: the account that signed in, and every account below it. */
export async function searchAccounts(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	try {
		const { crossbar, ownAccount } = await openCrossbar(this);
		const below = await listDescendants(crossbar, ownAccount);
		const found = below.filter(({ id, name, realm }) => matches(filter, id, name, realm));
		return {
			results: [
				...(matches(filter, OWN) ? [{ name: OWN, value: '' }] : []),
				...found.map(({ id, name, realm }) => ({ name: realm === undefined ? name : `${name} (${realm})`, value: id })),
			],
		};
	} catch (error) {
		throw nodeError(this.getNode(), error);
	}
}

const OWN = 'The account that signed in';
