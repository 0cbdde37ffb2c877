import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Which account of the switch: a reseller reaches the ones below its own. */
export function accountParameter(displayOptions: IDisplayOptions): INodeProperties {
	return {
		displayName: 'Account',
		name: 'account',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		displayOptions,
		description: 'Empty: the account that signed in. A reseller finds the accounts below it in the list.',
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list', placeholder: 'The account that signed in', typeOptions: { searchListMethod: 'searchAccounts', searchable: true } },
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: '4a6863d1f8c04db6a2f0c9a0d5d6b3e1' },
		],
	};
}

/** The account a parameter names, or the one that signed in. */
export function chosenAccount(parameter: unknown, ownAccount: string): string {
	const chosen = typeof parameter === 'string' ? parameter.trim() : '';
	return chosen === '' ? ownAccount : chosen;
}
