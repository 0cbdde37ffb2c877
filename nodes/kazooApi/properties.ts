import type { INodeProperties } from 'n8n-workflow';
import { DIALECTS, type Dialect } from '../../crossbar/dialects';

/** What the person sees in the credential “KAZOO API”. */
export const signInProperties: INodeProperties[] = [
	{
		displayName: 'Switch',
		name: 'dialect',
		type: 'options',
		options: Object.values(DIALECTS).map(({ id, title }) => ({ name: title, value: id })),
		default: 'kazoo',
	},
	...Object.values(DIALECTS).flatMap((dialect) => [...assumed(dialect), addressOf(dialect)]),
	{
		displayName: 'Sign In With',
		name: 'signIn',
		type: 'options',
		options: [
			{ name: 'User and Password', value: 'password' },
			{ name: 'API Key of an Account', value: 'apiKey' },
			{ name: 'Token', value: 'token', description: 'A token fetched elsewhere. It ends, after an hour as a rule, and cannot be renewed here.' },
		],
		default: 'password',
	},
	{
		displayName: 'User Name',
		name: 'username',
		type: 'string',
		default: '',
		displayOptions: { show: { signIn: ['password'] } },
	},
	{
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions: { show: { signIn: ['password'] } },
		description: 'Its hash goes to the switch, the password itself does not',
	},
	{
		displayName: 'Account Named By',
		name: 'accountBy',
		type: 'options',
		options: [
			{ name: 'Its Name', value: 'name' },
			{ name: 'Its Realm', value: 'realm' },
			{ name: 'One of Its Phone Numbers', value: 'phoneNumber' },
		],
		default: 'name',
		displayOptions: { show: { signIn: ['password'] } },
	},
	{
		displayName: 'Account',
		name: 'account',
		type: 'string',
		default: '',
		placeholder: 'acme',
		displayOptions: { show: { signIn: ['password'] } },
		description: 'The account the user belongs to. Accounts below it are chosen in the nodes.',
	},
	{
		displayName: 'API Key',
		name: 'apiKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions: { show: { signIn: ['apiKey'] } },
	},
	{
		displayName: 'Token',
		name: 'token',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions: { show: { signIn: ['token'] } },
	},
	{
		displayName: 'Account ID',
		name: 'accountId',
		type: 'string',
		default: '',
		placeholder: '4a6863d1f8c04db6a2f0c9a0d5d6b3e1',
		displayOptions: { show: { signIn: ['apiKey', 'token'] } },
		description: 'Empty: the account that the switch, or the token itself, names',
	},
	{
		displayName: 'Session',
		name: 'session',
		type: 'hidden',
		typeOptions: { expirable: true, password: true },
		default: '',
	},
];

function addressOf({ id, baseUrls }: Dialect): INodeProperties {
	const [usual = '', ...others] = baseUrls;
	return {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: usual,
		required: true,
		placeholder: 'https://api.example.com:8443/v2',
		displayOptions: { show: { dialect: [id] } },
		description: `Address of the switch’s API, as n8n reaches it${others.length > 0 ? `. Also documented: ${others.join(', ')}.` : ''}`,
	};
}

function assumed({ id, title, assumptions }: Dialect): readonly INodeProperties[] {
	if (assumptions.length === 0) return [];
	return [{
		displayName: `${title}: ${assumptions.join(' ')}`,
		name: `${id}Notice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { dialect: [id] } },
	}];
}
