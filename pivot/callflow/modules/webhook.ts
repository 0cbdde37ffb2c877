import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { anyObject, described, goesOn, integer, moduleData, text } from './fields';

const data = moduleData({
	uri: described(text().optional(), { title: 'URL', checkedUrl: true }),
	http_verb: described(z.enum(['post', 'get']).optional(), { title: 'HTTP method' }),
	custom_data: described(anyObject().optional(), {
		title: 'Data to add', description: 'Sent along with the facts about the call.',
	}),
	retries: described(integer().optional(), {
		title: 'Tries', description: 'How often to try again when the server does not answer.', rare: true,
	}),
});

export const webhook = defineModule({
	module: 'webhook',
	title: 'Send a webhook',
	group: 'Control',
	summary: 'Sends one HTTP request about the call and goes on without waiting for the answer.',
	searchWords: ['notify', 'http request', 'callback', 'trigger a workflow', 'event'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: {
		K5: data.extend({
			uri: described(text({ min: 6 }).optional(), { title: 'URL', checkedUrl: true }),
			custom_request_headers: described(anyObject().optional(), { title: 'Headers', rare: true }),
		}),
	},
	branches: goesOn('the request is on its way'),
	ending: 'continues',
	answers: false,
	notes: ['The answer of the server never changes the callflow.'],
});
