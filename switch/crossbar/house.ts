import type { DenyList } from '../../pivot/callflow/denyList';
import type { SwitchVersion } from '../../pivot/switchVersion';
import type { TokenDesk } from './login/tokens';
import type { AccountStore } from './store/accountStore';

/** What the handlers of the API work with. */
export interface CrossbarHouse {
	readonly store: AccountStore;
	readonly tokens: TokenDesk;
	readonly version: SwitchVersion;
	readonly deny: DenyList;
	/** Rows of a page where the client does not say. */
	readonly pageSize: number;
	readonly pivotApi: PivotApi;
}

/**
 * The debug endpoints. `current`: rows of objects. `early`: the oldest ones, with call ids as plain texts in the list and a
 * response in two documents. `not started`: `cb_pivot` does not run, so the URL is unknown.
 */
export type PivotApi = 'current' | 'early' | 'not started';
