import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, integer, moduleData, RINGING_BRANCHES } from './fields';
import { callerFields } from './ringing';

export const routeToCid = defineModule({
	module: 'route_to_cid',
	title: 'Ring whoever shows this number',
	group: 'Route',
	summary: 'Rings the phones and people whose own caller id is the number that was dialled.',
	searchWords: ['by caller id', 'direct dial', 'did', 'match number'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		cid_types: described(z.array(z.string()).min(1).default(() => ['internal']), {
			title: 'Which caller ids', description: 'internal, external or one of your own.',
		}),
		endpoint_types: described(z.array(z.string()).default(() => []), { title: 'Whom to look for', description: 'user, device.' }),
		timeout: described(integer().default(0), { title: 'Ring for', unit: 's' }),
		...callerFields,
	}),
	branches: RINGING_BRANCHES,
	ending: 'ends-on-success',
	answers: false,
	notes: ['When nobody shows the number it goes on to `_`.'],
});
