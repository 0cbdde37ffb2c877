import * as z from 'zod/v4';
import type { Branch, FieldMeta } from '../moduleDefinition';

/**
 * Building blocks of module definitions. They follow the switch's own validator (draft 04 with these habits, reference
 * "kazoo-pivot" §6.3): lengths count code points, a missing key with a default counts as given, keys nobody knows pass.
 *
 * A field is built inside out: limits first, then `.default()` or `.optional()`, then {@link described} — metadata of an
 * inner schema does not show on the outer one.
 */

/** Puts the form's metadata on a field. Must be the last step. */
export function described<Schema extends z.ZodType>(schema: Schema, meta: FieldMeta): Schema {
	return schema.meta({ ...meta });
}

/** A string; `min` and `max` count Unicode code points, as the switch does, not UTF-16 units. */
export function text(limits: { readonly min?: number; readonly max?: number; readonly pattern?: RegExp } = {}): z.ZodString {
	const { min = 0, max = Infinity, pattern } = limits;
	const counted = z.string().check((context) => {
		const input = context.value;
		const length = Array.from(input).length;
		if (length < min) context.issues.push({ code: 'too_small', origin: 'string', minimum: min, inclusive: true, input });
		if (length > max) context.issues.push({ code: 'too_big', origin: 'string', maximum: max, inclusive: true, input });
	});
	return pattern === undefined ? counted : counted.regex(pattern);
}

/** A JSON integer. `min` and `max` are allowed values. */
export function integer(limits: { readonly min?: number; readonly max?: number } = {}): z.ZodInt {
	let schema = z.int();
	if (limits.min !== undefined) schema = schema.min(limits.min);
	if (limits.max !== undefined) schema = schema.max(limits.max);
	return schema;
}

/** A JSON object with whatever keys. */
export function anyObject() {
	return z.looseObject({});
}

/** Key of the issue parameters that names the rule where zod has no code of its own. */
export type RuleName = 'unique-items' | 'choice';

/** Refuses an array with two equal items. For arrays of texts. */
export function noDuplicates(items: readonly string[]): boolean {
	return new Set(items).size === items.length;
}

/** Goes with {@link noDuplicates}: `.refine(noDuplicates, DUPLICATES)`. */
export const DUPLICATES = {
	message: 'must not contain the same item twice', params: { rule: 'unique-items' satisfies RuleName },
};

/** True where all keys of exactly one alternative are there, as in `{ oneOf: [{ required }, …] }`. */
export function exactlyOne(...alternatives: readonly (readonly string[])[]) {
	return (data: Readonly<Record<string, unknown>>): boolean =>
		alternatives.filter((keys) => keys.every((key) => data[key] !== undefined)).length === 1;
}

/** Goes with {@link exactlyOne}: `.refine(exactlyOne(['id'], ['flow']), chooseOne(['id'], ['flow']))`. */
export function chooseOne(...alternatives: readonly (readonly string[])[]) {
	const inWords = alternatives.map((keys) => keys.join(' with ')).join(', or ');
	return { message: `give exactly one of: ${inWords}`, params: { rule: 'choice' satisfies RuleName } };
}

/** The key every module takes. */
export const skipModule = described(z.boolean().optional(), {
	title: 'Skip this step', description: 'Do nothing and go on to the next step.', rare: true,
});

/** `data` of a module: its own keys, `skip_module`, and any key besides. */
export function moduleData<Shape extends z.ZodRawShape>(fields: Shape) {
	return z.looseObject({ ...fields, skip_module: skipModule });
}

/** The twelve keys of a phone, in the order the switch writes them as a default. */
export const ANY_KEY = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** Exactly one key of a phone. */
export const oneKey = z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '#', '*']);

/** Keys that stop what is playing; any key unless told otherwise. */
export const terminators = described(z.array(z.string()).default(() => [...ANY_KEY]), {
	title: 'Keys that stop it', description: 'Any of these keys stops the sound. Every key pressed is kept as well.', rare: true,
});

/** A sound by id or URL, or on and off. */
export const soundOrSwitch = z.union([z.boolean(), z.string()]);

/** Members of a ring or page group (`ring_group`, `page_group`). */
export const groupMembers = z.array(z.looseObject({
	endpoint_type: described(z.enum(['device', 'user', 'group']), { title: 'Kind of member' }),
	id: described(text({ min: 1, max: 128 }), { title: 'Member', pickerBy: 'endpoint_type' }),
	delay: described(integer().default(0), { title: 'Wait before ringing', unit: 's' }),
	timeout: described(integer().default(20), { title: 'Ring for', unit: 's' }),
	weight: described(integer({ min: 1, max: 100 }).optional(), {
		title: 'Weight', description: 'Share of the calls this member gets when the strategy is by weight.', rare: true,
	}),
})).min(1);

/** `_` alone: the flow goes on whatever happens, or as `when` says. */
export function goesOn(when = 'it is done'): readonly Branch[] {
	return [{ key: '_', when }];
}

/** Children of a step that rings someone, `_` included (reference "kazoo-callflow-modules", bridge failures). */
export const RINGING_BRANCHES: readonly Branch[] = [
	{ key: 'NO_ANSWER', when: 'nobody answered in time', label: 'no answer' },
	{ key: 'USER_BUSY', when: 'the called party is busy', label: 'busy' },
	{ key: 'CALL_REJECTED', when: 'the called party rejected the call', label: 'rejected' },
	{
		key: '<hangup cause>', when: 'the call failed with this hangup cause, in upper case, such as USER_NOT_REGISTERED', label: '{}',
	},
	{
		key: 'sip:<code>', label: 'SIP {}',
		when: 'the call failed with this SIP code, such as sip:486, and no child has the name of the cause',
	},
	{ key: '_', when: 'nobody could be reached and no child fits' },
];

/** Children of a step that calls out through carriers: as {@link RINGING_BRANCHES}, but `_` is never run. */
export const CARRIER_BRANCHES: readonly Branch[] = [
	{ key: 'NO_ANSWER', when: 'nobody answered in time', label: 'no answer' },
	{ key: 'USER_BUSY', when: 'the called party is busy', label: 'busy' },
	{ key: 'UNALLOCATED_NUMBER', when: 'the number does not exist', label: 'no such number' },
	{
		key: '<hangup cause>', label: '{}',
		when: 'the call failed with this hangup cause, in upper case, such as NORMAL_TEMPORARY_FAILURE',
	},
	{
		key: 'sip:<code>', label: 'SIP {}',
		when: 'the call failed with this SIP code, such as sip:503, and no child has the name of the cause',
	},
];
