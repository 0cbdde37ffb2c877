import type { JsonObject, JsonValue } from '../../pivot/json';
import { type Choice, choicesOf, type SchemaSet, type SwitchSchema } from './schema';

/** Texts that between them fit every pattern and format of the switch's schemas. */
const TEXTS = ['https://pbx.example.test/next', 'http://', 'caller@example.test', 'en', '12', 'a'];

/** Names that between them fit every pattern of a key. */
const NAMES = ['X-Greeting', '_', '1'];

/** True where a text fits pattern and format. */
export function fits(text: string, schema: SwitchSchema): boolean {
	if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(text)) return false;
	return schema.format !== 'email' || /^[^@]+@[^@]+$/.test(text);
}

/** Every text one slip away from a valid one: a character left out, typed twice, or added. */
export function slipsOf(text: string): readonly string[] {
	const slips = Array.from(text).flatMap((character, index) => [
		text.slice(0, index) + text.slice(index + 1),
		text.slice(0, index) + character + text.slice(index),
	]);
	return [...new Set([...slips, `${text}!`, `!${text}`])];
}

/** A text of so many code points that fits pattern and format, or undefined; beyond ASCII on demand. */
export function textOfLength(length: number, schema: SwitchSchema, filler = 'a'): string | undefined {
	const candidates = [filler, ...TEXTS].flatMap((start) => [filler, '1'].map((fill) => {
		const points = Array.from(start).slice(0, length);
		return points.join('') + fill.repeat(length - points.length);
	}));
	return candidates.find((candidate) => fits(candidate, schema));
}

/** A name that fits the pattern of a `patternProperties` key. */
export function nameFor(pattern: string): string {
	const name = NAMES.find((candidate) => new RegExp(pattern).test(candidate));
	if (name === undefined) throw new Error(`no sample name for ${pattern}`);
	return name;
}

function validText(schema: SwitchSchema): string {
	const { minLength = 0, maxLength = Infinity } = schema;
	const found = TEXTS.find((text) => fits(text, schema) && text.length >= minLength && text.length <= maxLength)
		?? textOfLength(minLength, schema);
	if (found === undefined) throw new Error(`no sample text for ${JSON.stringify(schema)}`);
	return found;
}

/** The schemas around the inside of `schema`, or undefined where it has come back to itself twice. */
export function entered({ $ref }: SwitchSchema, open: readonly string[]): readonly string[] | undefined {
	if ($ref === undefined) return open;
	return open.filter((id) => id === $ref).length === 2 ? undefined : [...open, $ref];
}

/** Makes valid values; `open` holds the schemas being filled in, so that a recursive one ends. */
export class ValidValues {
	constructor(private readonly all: SchemaSet) {}

	/** A valid value, every optional key of an object filled in; undefined where {@link entered} says so. */
	full(schema: SwitchSchema, open: readonly string[] = []): JsonValue | undefined {
		const inside = entered(schema, open);
		if (inside === undefined) return undefined;
		const [choice] = choicesOf(schema, this.all);
		if (choice === undefined) throw new Error('a schema without alternatives');
		return this.choice(choice, inside);
	}

	/** As {@link full}, of one alternative. */
	choice({ schema, absent }: Choice, open: readonly string[]): JsonValue {
		const [first] = schema.enum ?? [];
		if (first !== undefined) return first;
		switch (schema.type) {
			case 'string': return validText(schema);
			case 'integer': return Math.max(schema.minimum ?? 0, Math.min(schema.maximum ?? 1, 1));
			case 'boolean': return true;
			case 'array': return this.items(schema, Math.max(schema.minItems ?? 0, 1), open);
			case 'object':
			case undefined: return this.object(schema, absent, open);
		}
	}

	/** So many valid items; distinct where that is asked for. */
	items(schema: SwitchSchema, count: number, open: readonly string[]): JsonValue[] {
		const { items: item = {}, uniqueItems = false } = schema;
		const one = this.full(item, open);
		return Array.from({ length: count }, (_, index) => {
			if (!uniqueItems) return one ?? null;
			return item.enum?.[index] ?? textOfLength(index + 1, item, '1') ?? null;
		});
	}

	private object(schema: SwitchSchema, absent: ReadonlySet<string>, open: readonly string[]): JsonObject {
		const value: JsonObject = {};
		const put = (name: string, inner: SwitchSchema) => {
			const filled = absent.has(name) ? undefined : this.full(inner, open);
			if (filled !== undefined) value[name] = filled;
		};
		for (const [name, inner] of Object.entries(schema.properties ?? {})) put(name, inner);
		for (const [pattern, inner] of Object.entries(schema.patternProperties ?? {})) put(nameFor(pattern), inner);
		if (typeof schema.additionalProperties === 'object') put('any_name', schema.additionalProperties);
		return value;
	}
}
