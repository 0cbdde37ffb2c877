import '../nodes/oldestN8n/check';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { addToken, SIGNED_IN_ACCOUNT } from '../nodes/kazooApi/authenticate';
import { signInProperties } from '../nodes/kazooApi/properties';
import { signIn } from '../nodes/kazooApi/signIn';

/** Access to the API of a switch: KAZOO’s Crossbar, or that of its kin. */
export class KazooApi implements ICredentialType {
	name = 'kazooApi';

	displayName = 'KAZOO API';

	icon: Icon = { light: 'file:../nodes/kazooApi/kazooApi.svg', dark: 'file:../nodes/kazooApi/kazooApi.dark.svg' };

	documentationUrl = 'https://github.com/kazoo-pivot/n8n-nodes-kazoo-pivot#readme';

	properties: INodeProperties[] = signInProperties;

	/** n8n calls this when it has no token yet, and after a 401; it keeps what comes back in the credential. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		return await signIn(this, credentials, Date.now());
	}

	authenticate = async (credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> =>
		addToken(credentials, request, Date.now());

	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.baseUrl}}', url: `/accounts/${SIGNED_IN_ACCOUNT}`, method: 'GET' },
		rules: [
			{ type: 'responseCode', properties: { value: 401, message: 'The switch does not accept this token: it has ended, or belongs to another switch. Get a new one, or sign in with a user or an API key.' } },
			{ type: 'responseCode', properties: { value: 403, message: 'The switch knows the token, and it may not read this account. Check the account’s ID.' } },
			{ type: 'responseCode', properties: { value: 404, message: 'The switch has no such account at this address. Check the base URL and the account’s ID.' } },
		],
	};
}
