import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { anyObject, chooseOne, described, exactlyOne, integer, moduleData, text } from './fields';

const HTTP_URL = /^https?:\/\//;

const data = moduleData({
	voice_url: described(text({ pattern: HTTP_URL }), {
		title: 'URL', description: 'Where the switch asks for the next callflow.', checkedUrl: true,
	}),
	method: described(z.enum(['get', 'post', 'GET', 'POST']).default('get'), { title: 'HTTP method' }),
	req_format: described(z.enum(['kazoo', 'twiml']).default('kazoo'), {
		title: 'Names of the parameters', description: 'Only of the request: the answer may be of either kind.', rare: true,
	}),
	req_body_format: described(z.enum(['form', 'json']).default('form'), {
		title: 'Body of a POST', rare: true,
	}),
	req_timeout_ms: described(integer({ max: 5000 }).optional(), {
		title: 'Wait for an answer', unit: 'ms', rare: true,
	}),
	cdr_url: described(text({ pattern: HTTP_URL }).optional(), {
		title: 'URL for the end of the call', description: 'Used only when the answer is TwiML.', rare: true,
	}),
	debug: described(z.boolean().default(false), {
		title: 'Keep debug logs', description: 'The switch stores what it sent and what came back.', rare: true,
	}),
});

/** No server at all: the answer is in the callflow itself. */
const serverless = z.looseObject({
	flow_doc: described(z.union([text({ min: 1 }), anyObject()]), {
		title: 'Flow', description: 'A callflow as an object, or XML as text.',
	}),
	flow_type: described(z.enum(['application/json', 'application/xml', 'text/xml']), { title: 'Kind of flow' }),
});

/** Header values are checked only where the name begins as the switch expects; others pass. */
const customRequestHeaders = z.looseObject({}).check((context) => {
	for (const [name, value] of Object.entries(context.value)) {
		if (!/^[x|X]-/.test(name) || typeof value === 'string') continue;
		context.issues.push({ code: 'invalid_type', expected: 'string', input: value, path: [name] });
	}
});

const dataInK5 = data.extend({
	voice_url: described(text({ min: 7, pattern: HTTP_URL }).optional(), {
		title: 'URL', description: 'Where the switch asks for the next callflow.', checkedUrl: true,
	}),
	cdr_url: described(text({ min: 7, pattern: HTTP_URL }).optional(), {
		title: 'URL for the end of the call', description: 'Used only when the answer is TwiML.', rare: true,
	}),
	custom_request_headers: described(customRequestHeaders.optional(), {
		title: 'Headers', description: 'Headers sent with every request; names begin with X-.', rare: true,
	}),
	serverless: described(serverless.optional(), {
		title: 'Flow without a server', description: 'Runs this flow instead of asking a URL.', rare: true,
	}),
}).refine(exactlyOne(['serverless'], ['voice_url']), chooseOne(['serverless'], ['voice_url']));

export const pivot = defineModule({
	module: 'pivot',
	title: 'Ask a server what to do next',
	group: 'Control',
	summary: 'Sends facts about the call to a URL and runs the callflow that comes back.',
	searchWords: ['http request', 'next step', 'come back to n8n', 'loop', 'voice url'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: { K5: dataInK5 },
	branches: [{ key: '_', when: 'the server gives no usable answer' }],
	ending: 'ends-on-success',
	answers: false,
	notes: [
		'The callflow that comes back replaces this one; what is below this step runs only as a failback.',
		'Formats, method and debug are not inherited by the next pivot: set them on each.',
		'`req_timeout` is ignored; the key is `req_timeout_ms`.',
	],
});
