import type { JsonObject, JsonValue } from '../../pivot/json';
import { type Choice, choicesOf, resolved, type SchemaSet, type SwitchSchema } from './schema';
import { entered, nameFor, ValidValues } from './values';

/** One place in a schema, with one alternative chosen for it and for all around it. */
export interface Site {
	/** Such as `endpoints[].id`, with `|2` for the second alternative. */
	readonly path: string;
	readonly choice: Choice;
	/** The schema before an alternative was chosen. */
	readonly unchosen: SwitchSchema;
	/** A valid value of this place. */
	readonly valid: JsonValue;
	/** The schemas around this place. */
	readonly open: readonly string[];
	/** A whole value that has `value` at this place and is valid elsewhere. */
	readonly whole: (value: JsonValue) => JsonValue;
}

/** Every place of a schema, inner ones included; a recursive schema is entered twice. */
export function* sitesOf(schema: SwitchSchema, all: SchemaSet): Generator<Site> {
	yield* inner(schema, '', [], (value) => value);

	function* inner(outer: SwitchSchema, path: string, open: readonly string[], whole: Site['whole']): Generator<Site> {
		const inside = entered(outer, open);
		if (inside === undefined) return;
		const values = new ValidValues(all);
		const choices = choicesOf(outer, all);
		for (const [index, choice] of choices.entries()) {
			const here = choices.length === 1 ? path : `${path}|${index + 1}`;
			const valid = values.choice(choice, inside);
			yield { path: here, choice, unchosen: resolved(outer, all), valid, open: inside, whole };
			for (const [name, property] of keysOf(choice)) {
				yield* inner(property, `${here}.${name}`, inside, (value) => whole({ ...asObject(valid), [name]: value }));
			}
			if (choice.schema.items !== undefined) {
				const others = values.items(choice.schema, Math.max(choice.schema.minItems ?? 0, 1), inside).slice(1);
				yield* inner(choice.schema.items, `${here}[]`, inside, (value) => whole([value, ...others]));
			}
		}
	}
}

function keysOf({ schema, absent }: Choice): readonly (readonly [string, SwitchSchema])[] {
	return [
		...Object.entries(schema.properties ?? {}).filter(([name]) => !absent.has(name)),
		...Object.entries(schema.patternProperties ?? {}).map(([pattern, property]) => [nameFor(pattern), property] as const),
		...(typeof schema.additionalProperties === 'object' ? [['any_name', schema.additionalProperties] as const] : []),
	];
}

function asObject(value: JsonValue): JsonObject {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object');
	return value;
}
