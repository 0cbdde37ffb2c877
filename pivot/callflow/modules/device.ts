import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, RINGING_BRANCHES, text } from './fields';
import { callerFields, customSipHeaders, failOnSingleReject } from './ringing';

const data = moduleData({
	id: described(text().optional(), { title: 'Device', picker: 'device' }),
	timeout: described(integer().default(0), { title: 'Ring for', description: '0 means without limit.', unit: 's' }),
	dial_strategy: described(z.enum(['simultaneous', 'single']).default('simultaneous'), {
		title: 'In which order', choices: { simultaneous: 'All at once', single: 'One after another' }, rare: true,
	}),
	custom_sip_headers: customSipHeaders,
	...callerFields,
});

export const device = defineModule({
	module: 'device',
	title: 'Ring a device',
	group: 'Route',
	summary: 'Rings one phone and connects the caller when it is picked up.',
	searchWords: ['ring a phone', 'call a phone', 'dial a device', 'handset', 'softphone'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: { K5: data.extend({ fail_on_single_reject: failOnSingleReject }) },
	branches: RINGING_BRANCHES,
	ending: 'ends-on-success',
	answers: false,
	notes: [
		'Without a time to ring, KAZOO sets no limit: give one.',
		'When the conversation is over the flow ends.',
		'An unknown or unregistered device goes on to `_`.',
	],
});
