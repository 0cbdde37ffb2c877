import { isJsonObject, type JsonObject, type JsonValue } from '../../pivot/json';
import { type SchemaSet, resolved, type SwitchSchema } from './schema';

/**
 * The default the switch writes for a missing key, or undefined. It needs a `type` beside it, of which it must be
 * (`send_dtmf.duration_ms` has none), and it must itself be valid (the empty list of `audio_macro.macros` is not).
 */
export function appliedDefault(unresolved: SwitchSchema, all: SchemaSet): JsonValue | undefined {
	const schema = resolved(unresolved, all);
	const { default: value, type } = schema;
	if (value === undefined || type === undefined) return undefined;
	if (Array.isArray(value) && value.length < (schema.minItems ?? 0)) return undefined;
	return value;
}

/**
 * A valid value with every default the switch would write in, also inside objects, items, and the alternative that
 * holds. `accepts` tells which alternative does.
 */
export function withDefaults(
	unresolved: SwitchSchema, value: JsonValue, all: SchemaSet, accepts: (schema: SwitchSchema, value: JsonValue) => boolean,
): JsonValue {
	const fill = (schema: SwitchSchema, inner: JsonValue): JsonValue => withDefaults(schema, inner, all, accepts);
	const schema = resolved(unresolved, all);
	const alternative = (schema.oneOf ?? schema.anyOf ?? []).find((candidate) => accepts(candidate, value));
	const chosen = alternative === undefined ? value : fill(alternative, value);
	if (Array.isArray(chosen)) return schema.items === undefined ? chosen : chosen.map((item) => fill(schema.items ?? {}, item));
	if (!isJsonObject(chosen)) return chosen;
	const filled: JsonObject = { ...chosen };
	for (const [name, property] of Object.entries(schema.properties ?? {})) {
		const given = chosen[name] ?? appliedDefault(property, all);
		if (given !== undefined) filled[name] = fill(property, given);
	}
	for (const [pattern, property] of Object.entries(schema.patternProperties ?? {})) {
		for (const [name, given] of Object.entries(chosen)) if (new RegExp(pattern).test(name)) filled[name] = fill(property, given);
	}
	return filled;
}
