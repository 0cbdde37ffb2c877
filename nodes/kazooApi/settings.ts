import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../../crossbar/address';
import { DIALECTS, type DialectId } from '../../crossbar/dialects';
import type { AccountName, CrossbarLogin } from '../../crossbar/login';

export const KAZOO_CREDENTIAL = 'kazooApi';

/** The form of the credential, read. */
export interface KazooSettings {
	readonly dialect: DialectId;
	/** Ends in `/v2`. */
	readonly baseUrl: string;
	readonly login: CrossbarLogin;
	/** The account an API key or a token is for, where the person named it. */
	readonly accountId?: string;
}

/** @throws CrossbarError `crossbar.setting` where the base URL is none */
export function readSettings(credentials: ICredentialDataDecryptedObject): KazooSettings {
	const text = (field: string) => String(credentials[field] ?? '').trim();
	const login = readLogin(credentials, text);
	const accountId = login.kind === 'password' ? '' : text('accountId');
	return { dialect: readDialect(text('dialect')), baseUrl: baseUrlOf(text('baseUrl')), login, ...(accountId === '' ? {} : { accountId }) };
}

/** Whose words errors and forms use; KAZOO's where nothing was chosen. */
export function readDialect(value: unknown): DialectId {
	return Object.values(DIALECTS).find(({ id }) => id === value)?.id ?? 'kazoo';
}

function readLogin(credentials: ICredentialDataDecryptedObject, text: (field: string) => string): CrossbarLogin {
	switch (text('signIn')) {
		case 'apiKey':
			return { kind: 'api-key', apiKey: text('apiKey') };
		case 'token':
			return { kind: 'token', token: text('token') };
		default:
			return { kind: 'password', username: text('username'), password: String(credentials['password'] ?? ''), account: readAccount(text) };
	}
}

function readAccount(text: (field: string) => string): AccountName {
	const account = text('account');
	if (text('accountBy') === 'realm') return { realm: account };
	return text('accountBy') === 'phoneNumber' ? { phoneNumber: account } : { name: account };
}
