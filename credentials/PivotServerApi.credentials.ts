import '../nodes/oldestN8n/check';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { signRequest } from '../nodes/pivotServer/signRequest';

/** Access to a pivot server: its address as n8n reaches it, and the token it printed. */
export class PivotServerApi implements ICredentialType {
	name = 'pivotServerApi';

	displayName = 'Pivot Server API';

	icon: Icon = { light: 'file:../nodes/PivotTrigger/pivotTrigger.svg', dark: 'file:../nodes/PivotTrigger/pivotTrigger.dark.svg' };

	documentationUrl = 'https://github.com/kazoo-pivot/n8n-nodes-kazoo-pivot#readme';

	properties: INodeProperties[] = [
		{
			displayName: 'Server Address',
			name: 'serverUrl',
			type: 'string',
			default: 'http://127.0.0.1:8090',
			required: true,
			description: 'The pivot server as n8n reaches it. It need not be the address the switch uses.',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'kp_…',
			description: 'The token the server printed. It signs what n8n and the server say to each other and is never sent.',
		},
		{
			displayName: 'Previous Token',
			name: 'previousToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Still accepted from the server while the token is being replaced. Leave it empty otherwise.',
		},
	];

	authenticate = async (credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> =>
		signRequest(credentials, request, Date.now());

	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.serverUrl}}', url: '/api/ping', method: 'GET' },
	};
}
