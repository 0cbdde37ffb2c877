import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, text } from './fields';

export const disa = defineModule({
	module: 'disa',
	title: 'Let the caller dial out',
	group: 'Listen',
	summary: 'Asks for a PIN if there is one, then for a number, and routes the call there.',
	searchWords: ['dial through', 'direct inward system access', 'dial tone', 'call back home'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		pin: described(text().default(''), { title: 'PIN', description: 'Empty: anyone may dial.' }),
		max_digits: described(integer().default(15), { title: 'Longest number', unit: 'digits' }),
		retries: described(integer().default(3), { title: 'Tries' }),
		preconnect_audio: described(z.enum(['dialtone', 'ringing']).default('dialtone'), { title: 'Sound before dialling' }),
		ring_repeat_count: described(integer().default(1), {
			title: 'How many rings', description: 'When the sound is ringing.', rare: true,
		}),
		interdigit: described(integer().optional(), { title: 'Wait between digits', unit: 'ms', rare: true }),
		enforce_call_restriction: described(z.boolean().default(false), {
			title: 'Obey call restrictions', description: 'Refuse numbers the account may not call.', rare: true,
		}),
		use_account_caller_id: described(z.boolean().optional(), { title: 'Show the account\'s caller id', rare: true }),
	}),
	branches: [{ key: '_', when: 'the caller dialled too many wrong numbers' }],
	ending: 'branches-out',
	answers: true,
	notes: ['Too many wrong PINs end the flow.', 'Without a PIN every caller can call at the account\'s cost.'],
});
