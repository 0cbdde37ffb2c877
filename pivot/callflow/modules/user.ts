import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, RINGING_BRANCHES, text } from './fields';
import { callerFields, customSipHeaders, failOnSingleReject } from './ringing';

export const user = defineModule({
	module: 'user',
	title: 'Ring a user',
	group: 'Route',
	summary: 'Rings all phones of a person and connects the caller to the first picked up.',
	searchWords: ['call a person', 'ring someone', 'extension', 'colleague', 'employee', 'dial'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		id: described(text().optional(), { title: 'User', picker: 'user' }),
		timeout: described(integer().default(20), { title: 'Ring for', unit: 's' }),
		strategy: described(z.enum(['simultaneous', 'single']).default('simultaneous'), {
			title: 'In which order', choices: { simultaneous: 'All phones at once', single: 'One after another' }, rare: true,
		}),
		custom_sip_headers: customSipHeaders,
		fail_on_single_reject: failOnSingleReject,
		...callerFields,
	}),
	branches: RINGING_BRANCHES,
	ending: 'ends-on-success',
	answers: false,
	notes: [
		'When the conversation is over the flow ends.',
		'A user without phones goes on to `_`; on K5 to NO_ENDPOINTS or DO_NOT_DISTURB where there is such a child.',
	],
});
