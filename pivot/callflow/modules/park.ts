import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { anyObject, described, integer, moduleData, text } from './fields';

const data = moduleData({
	action: described(z.enum(['direct_park', 'park', 'retrieve', 'auto']).default('park'), {
		title: 'What to do',
		choices: {
			park: 'Park the call', direct_park: 'Park the call in the slot', retrieve: 'Pick up the call in the slot',
			auto: 'Pick up, or park where the slot is free',
		},
	}),
	slot: described(text().optional(), {
		title: 'Slot', description: 'A fixed slot number. Empty: the dialled one or the next free one.',
	}),
	default_ringback_timeout: described(integer().optional(), {
		title: 'Ring back after', unit: 'ms',
		description: 'How long the call stays parked before the phone that parked it rings.',
	}),
	default_callback_timeout: described(integer().optional(), {
		title: 'Ring back for', unit: 'ms',
		description: 'How long that phone rings. Milliseconds, whatever the documentation of the switch says.',
	}),
	max_slot_number: described(integer().optional(), { title: 'Highest slot number', rare: true }),
	slots: described(anyObject().default(() => ({})), {
		title: 'Settings per slot', description: 'Keyed by slot number.', rare: true, json: true,
	}),
	presence_id: described(text().optional(), { title: 'Presence id', description: 'Whose lamp shows the slot.', rare: true }),
	custom_presence_id: described(z.boolean().default(false), {
		title: 'Use the presence id given', description: 'Off: the dialled number is the presence id.', rare: true,
	}),
	default_presence_type: described(z.enum(['early', 'terminated', 'confirmed']).optional(), {
		title: 'Lamp of an occupied slot', rare: true,
	}),
});

/** Parks the call in a slot, or picks a parked call up. */
export const park = defineModule({
	module: 'park',
	title: 'Park or pick up a parked call',
	group: 'Park and pick up',
	summary: 'Parks the call in a numbered slot, picks a parked call up, or does whichever fits.',
	searchWords: ['parking', 'orbit', 'slot', 'hold', 'retrieve', 'valet'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: {
		'4.3': data.omit({ max_slot_number: true }),
		K5: data.extend({
			force_presence_user: described(z.boolean().optional(), {
				title: 'Presence of the feature code', description: 'The lamp is always the one of *3 and the slot.', rare: true,
			}),
		}),
	},
	branches: [
		{ key: '<slot number>', when: 'nobody picked the call up in this slot in time', label: 'slot {} is left' },
		{ key: 'MAX_SLOT_EXCEEDED', when: 'the slot number is above the highest one allowed (not on KAZOO 4.3)', label: 'the slot number is too high' },
		{ key: '_', when: 'nobody picked the call up in time and the slot has no child of its own' },
	],
	ending: 'ends-on-success',
	answers: true,
	notes: ['Usually the flow ends here.', 'All times are milliseconds.', 'KAZOO 4.3 does not know max_slot_number.'],
});
