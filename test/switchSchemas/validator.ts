import Ajv from 'ajv-draft-04';
import type { JsonValue } from '../../pivot/json';
import type { SchemaSet, SwitchSchema } from './schema';

/** What an independent validator makes of a value. */
export interface Verdict {
	readonly accepted: boolean;
	/** The value with the defaults the validator writes in. */
	readonly value: JsonValue;
}

/**
 * An independent validator of one line of the switch. It differs from the switch's own in two things, both seen to here
 * or by the caller: it would write a default that has no `type` beside it, and writes none inside alternatives.
 */
export function switchValidator(all: SchemaSet): (schema: SwitchSchema, value: JsonValue) => Verdict {
	const ajv = new Ajv({ strict: false, useDefaults: true, allErrors: false, formats: { email: /^[^@]+@[^@]+$/, uri: true } });
	for (const [id, schema] of all) ajv.addSchema(withoutTypelessDefaults(schema), id);
	const compiled = new Map<SwitchSchema, ReturnType<typeof ajv.compile>>();
	return (schema, value) => {
		const validate = compiled.get(schema) ?? ajv.compile(withoutTypelessDefaults(schema));
		compiled.set(schema, validate);
		const copy = structuredClone(value);
		return { accepted: validate(copy) === true, value: copy };
	};
}

function withoutTypelessDefaults(schema: SwitchSchema): SwitchSchema {
	const { default: value, properties, ...rest } = schema;
	return {
		...rest,
		...(value !== undefined && schema.type !== undefined ? { default: value } : {}),
		...(properties === undefined ? {} : {
			properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, withoutTypelessDefaults(property)])),
		}),
	};
}
