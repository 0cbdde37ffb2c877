import { describe, expect, it } from 'vitest';
import { KAZOO_DENY_LIST } from '../../../pivot/callflow/denyList';
import { SWITCH_VERSIONS } from '../../../pivot/switchVersion';
import { documentKinds } from '../documents/documentKinds';
import { validateDocument } from '../documents/validateDocument';
import type { CrossbarHouse } from '../house';
import { createTokenDesk } from '../login/tokens';
import { accountSeedSchema } from './accountSeed';
import { createAccountStore } from './accountStore';
import { createDebugLog, monthOf } from './debugLog';
import { sampleAccounts } from './sampleAccount';

describe('the sample accounts', () => {
	it.each(SWITCH_VERSIONS)('hold only what the API of %s would have stored', (version) => {
		const store = createAccountStore();
		const house: CrossbarHouse = { store, tokens: createTokenDesk(60, store.now), version, deny: KAZOO_DENY_LIST, pageSize: 50, pivotApi: 'current' };
		let count = 0;
		for (const account of store.accounts()) {
			for (const kind of documentKinds()) {
				for (const { id, fields } of store.documents(account.id, kind.resource)) {
					expect(validateDocument(house, kind, fields, { accountId: account.id, id })).toMatchObject(fields);
					count += 1;
				}
			}
		}
		expect(count).toBeGreaterThan(15);
	});

	it('are the same at every start, and can be written into a file', () => {
		const ids = () => createAccountStore().accounts().map(({ id, apiKey }) => [id, apiKey]);
		expect(ids()).toEqual(ids());
		for (const seed of sampleAccounts()) expect(accountSeedSchema.parse(JSON.parse(JSON.stringify(seed)))).toEqual(seed);
	});
});

describe('the store', () => {
	it('counts revisions, keeps the time a document was made, and gives back what it removes', () => {
		let now = 1_000;
		const store = createAccountStore({ now: () => now });
		const { id } = store.save(store.primary.id, 'menus', { name: 'Night' });
		now = 2_000;
		expect(store.save(store.primary.id, 'menus', { name: 'Day' }, id)).toMatchObject({ revision: 2, createdAtMs: 1_000, modifiedAtMs: 2_000, fields: { name: 'Day' } });
		expect(store.remove(store.primary.id, 'menus', id)).toMatchObject({ id });
		expect(store.remove(store.primary.id, 'menus', id)).toBeUndefined();
	});

	it('needs an account, and knows which kinds it keeps', () => {
		expect(() => createAccountStore({ accounts: [] })).toThrow('at least one account');
		const store = createAccountStore();
		expect(() => store.documents(store.primary.id, 'dogs')).toThrow('keeps no “dogs”');
		expect(() => store.debugLog('nobody')).toThrow('There is no account nobody');
	});
});

describe('the debug log', () => {
	it('has a database for each month there is something in, in UTC', () => {
		expect(monthOf(62_167_219_200)).toBe('197001');
		const log = createDebugLog(() => 'id');
		log.add([{ storedAtMs: Date.UTC(2026, 11, 31, 23, 59, 59), document: { call_id: 'a' } }, { storedAtMs: Date.UTC(2027, 0, 1), document: { call_id: 'a' } }]);
		expect(log.months(0, 70_000_000_000)).toEqual(['202612', '202701']);
		expect(log.ofCall('202612', 'a')).toMatchObject([{ callId: 'a', created: 63_965_980_799 }]);
	});

	it('takes no document without a call', () => {
		expect(() => createDebugLog(() => 'id').add([{ storedAtMs: 0, document: {} }])).toThrow('call_id');
	});
});
