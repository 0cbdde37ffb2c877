import type { Route } from '../http/routes';
import type { CrossbarHouse } from '../house';
import { listDebug } from './listDebug';
import { readDebug } from './readDebug';

/** The debug log of pivots: `cb_pivot`. None where it was not started, as on a fresh cluster. */
export function debugRoutes(house: CrossbarHouse): readonly Route[] {
	if (house.pivotApi === 'not started') return [];
	return [
		{ method: 'GET', pattern: 'accounts/{account}/pivot/debug', access: 'account', handle: (request, account) => listDebug(house, request, account) },
		{ method: 'GET', pattern: 'accounts/{account}/pivot/debug/{id}', access: 'account', handle: (request, account) => readDebug(house, request, account) },
	];
}
