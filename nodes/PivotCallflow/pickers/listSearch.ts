import { NodeOperationError, type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';
import { listResources, type ResourceKind } from '../../../crossbar/resources';
import { nodeError } from '../../kazooApi/nodeError';
import { openCrossbar } from '../../kazooApi/openCrossbar';
import { searchAccounts } from '../../kazooApi/searchAccounts';
import { KAZOO_CREDENTIAL } from '../../kazooApi/settings';
import { PICKED_KINDS } from './locator';

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** Lists for the pickers, one for each kind of thing on the switch. An id can always be given by hand instead. */
export const listSearch: Record<string, Search> = {
	...Object.fromEntries(PICKED_KINDS.map((kind) => [kind, searchFor(kind)])),
	accounts: searchAccounts,
};

const NO_CREDENTIAL = 'To choose from a list, give this node a credential for the KAZOO API.';
const BY_HAND = 'Or switch from “From List” to “By ID” and enter the ID.';

function searchFor(kind: ResourceKind): Search {
	return async function search(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		if (this.getNode().credentials?.[KAZOO_CREDENTIAL] === undefined) throw new NodeOperationError(this.getNode(), `${NO_CREDENTIAL} ${BY_HAND}`);
		try {
			const { crossbar, ownAccount } = await openCrossbar(this);
			const found = await listResources(crossbar, chosenAccount(this) ?? ownAccount, kind, filter === undefined ? {} : { search: filter });
			return { results: found.map(({ id, name, detail }) => ({ name: detail === undefined ? name : `${name} (${detail})`, value: id })) };
		} catch (error) {
			const told = nodeError(this.getNode(), error);
			told.message = `${told.message} ${BY_HAND}`;
			throw told;
		}
	};
}

/** Where the option under "More Options" holds the account. */
export const PICK_FROM = 'pickFrom';

/** The account a reseller chose to pick from. */
function chosenAccount(context: ILoadOptionsFunctions): string | undefined {
	const chosen = context.getCurrentNodeParameter(`moreOptions.${PICK_FROM}`, { extractValue: true });
	return typeof chosen === 'string' && chosen.trim() !== '' ? chosen.trim() : undefined;
}
