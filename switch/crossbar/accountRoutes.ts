import type { JsonObject } from '../../pivot/json';
import { gregorianSecondsOf } from '../../pivot/time/gregorian';
import type { Route } from './http/routes';
import type { CrossbarHouse } from './house';
import { listReply } from './documents/listReply';
import { resellerOf } from './login/loginRoutes';
import type { Account } from './store/accountStore';

/** An account, those directly below it, and all below it. */
export function accountRoutes(house: CrossbarHouse): readonly Route[] {
	const { store } = house;
	const below = (account: Account, direct: boolean) => store.accounts()
		.filter(({ tree }) => (direct ? tree.at(-1) === account.id : tree.includes(account.id)))
		.map((one) => ({ key: one.id, row: rowOf(one) }));
	return [
		{ method: 'GET', pattern: 'accounts/{account}', access: 'account', handle: (_request, account) => ({ data: accountData(house, account), revision: '1-account' }) },
		{ method: 'GET', pattern: 'accounts/{account}/children', access: 'account', handle: (request, account) => listReply(house, request, below(account, true)) },
		{ method: 'GET', pattern: 'accounts/{account}/descendants', access: 'account', handle: (request, account) => listReply(house, request, below(account, false)) },
	];
}

function rowOf({ id, name, realm, tree }: Account): JsonObject {
	return { id, name, realm, tree: [...tree], flags: [] };
}

function accountData({ store }: CrossbarHouse, account: Account): JsonObject {
	const { id, name, realm, language, timezone, isReseller, createdAtMs } = account;
	return {
		id, name, realm, language, timezone,
		enabled: true,
		created: gregorianSecondsOf(createdAtMs),
		is_reseller: isReseller,
		reseller_id: resellerOf(store, account),
		superduper_admin: false,
		wnm_allow_additions: false,
		billing_mode: 'manual',
		call_restriction: {}, caller_id: {}, dial_plan: {}, music_on_hold: {}, preflow: {}, ringtones: {},
	};
}
