import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { anyObject, CARRIER_BRANCHES, described, integer, moduleData, text } from './fields';

const HEADER_NAME = /^[a-zA-z0-9_-]+$/;

/** Headers whose names are simple; with the values `isValue` allows. */
function sipHeaders(isValue: (value: unknown) => boolean) {
	return anyObject().check((context) => {
		const input = context.value;
		const strange = Object.keys(input).filter((name) => !HEADER_NAME.test(name));
		if (strange.length > 0) context.issues.push({ code: 'unrecognized_keys', keys: strange, input });
		for (const [name, value] of Object.entries(input)) {
			if (HEADER_NAME.test(name) && !isValue(value)) {
				context.issues.push({ code: 'invalid_type', expected: 'string', input: value, path: [name] });
			}
		}
	});
}

/** Either headers outright, or headers for each direction. */
function sipHeadersByDirection(isValue: (value: unknown) => boolean) {
	const headers = sipHeaders(isValue);
	const either = z.union([headers, z.looseObject({ in: headers.optional(), out: headers.optional() })]);
	return described(either.optional(), {
		title: 'SIP headers', description: 'Header names and values, or two such lists under `in` and `out`.', rare: true,
	});
}

const isText = (value: unknown) => typeof value === 'string';
const isTextSwitchOrInteger = (value: unknown) => isText(value) || typeof value === 'boolean' || Number.isInteger(value);

/** Keys of `data` for calls through carriers (`resources`, `offnet`). */
export const carrierFields = {
	to_did: described(text().optional(), { title: 'Number', description: 'Number to call; the dialled one unless given.' }),
	timeout: described(integer().optional(), { title: 'Ring for', unit: 's' }),
	use_local_resources: described(z.boolean().default(true), {
		title: 'Own carriers', description: 'Use the carriers of the account instead of those of the whole system.',
	}),
	caller_id_type: described(text().default('external'), {
		title: 'Caller id', description: 'Which configured caller id to show.',
	}),
	bypass_e164: described(z.boolean().optional(), {
		title: 'Leave the number as it is', description: 'Do not turn it into +… form.', rare: true,
	}),
	custom_sip_headers: sipHeadersByDirection(isText),
	do_not_normalize: described(z.boolean().optional(), { title: 'Ignore the dial plan', rare: true }),
	dynamic_flags: described(z.array(z.string()).optional(), { title: 'Computed carrier flags', rare: true }),
	emit_account_id: described(z.boolean().optional(), { title: 'Send the account id', rare: true }),
	format_from_uri: described(z.boolean().optional(), { title: 'Account realm in the From header', rare: true }),
	from_uri_realm: described(text().optional(), { title: 'Realm of the From header', rare: true }),
	hunt_account_id: described(text().optional(), { title: 'Account whose carriers are used', rare: true }),
	ignore_early_media: described(z.boolean().default(false), { title: 'No early media', rare: true }),
	outbound_flags: described(z.array(z.string()).default(() => []), { title: 'Carrier flags', rare: true }),
	resource_type: described(text().optional(), { title: 'Kind of resource', rare: true }),
	ringback: described(text().optional(), {
		title: 'What the caller hears', description: 'Tone or sound while it rings.', rare: true,
	}),
};

/** What K5 adds or changes there. */
export const carrierFieldsOfK5 = {
	addresses: described(z.looseObject({
		emergency: described(anyObject().optional(), { title: 'Emergency address' }),
	}).optional(), { title: 'Addresses', rare: true }),
	custom_sip_headers: sipHeadersByDirection(isTextSwitchOrInteger),
};

const data = moduleData(carrierFields);

export const resources = defineModule({
	module: 'resources',
	title: 'Call an outside number',
	group: 'Route',
	summary: 'Calls a number through the carriers and connects the caller when it is answered.',
	searchWords: ['dial out', 'mobile', 'forward to a number', 'outbound', 'external number', 'pstn'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: { K5: data.extend(carrierFieldsOfK5) },
	branches: CARRIER_BRANCHES,
	ending: 'ends-on-success',
	answers: false,
	notes: [
		'`_` is never run: a `_` child only keeps the failure announcement from being played.',
		'When the call fails and no child fits, the flow ends.',
		'When the conversation is over the flow ends.',
	],
});
