import { isJsonObject, type JsonObject, type JsonValue } from '../../pivot/json';
import { appliedDefault } from './defaults';
import type { SchemaSet, SwitchSchema } from './schema';
import { type Site, sitesOf } from './sites';
import { fits, slipsOf, textOfLength, ValidValues } from './values';

/** The keywords a case is about. */
export type Kind =
	| 'type' | 'enum' | 'minimum' | 'maximum' | 'minLength' | 'maxLength' | 'pattern' | 'format' | 'minItems' | 'maxItems'
	| 'uniqueItems' | 'required' | 'additionalProperties' | 'oneOf' | 'anyOf' | 'default';

/** Whole values of `data` about one keyword at one place. */
export interface Case {
	readonly kind: Kind;
	readonly path: string;
	/** Break the keyword. Another alternative may still take one of them, but not all. */
	readonly broken: readonly JsonValue[];
	/** Just keep it. */
	readonly kept: readonly JsonValue[];
}

/** Every keyword at every place of a module's schema. `words`: values to try where a schema enumerates the allowed ones. */
export function casesOf(schema: SwitchSchema, all: SchemaSet, words: readonly JsonValue[]): readonly Case[] {
	return [...sitesOf(schema, all)].flatMap((site) => [
		...casesOfAny(site, all, words),
		...casesOfText(site),
		...casesOfInteger(site),
		...casesOfArray(site, all),
		...casesOfObject(site, all),
	]);
}

type Values = readonly (JsonValue | undefined)[];

function about(kind: Kind, site: Site, broken: Values, kept: Values = []): Case {
	const wholes = (values: Values) =>
		values.filter((value) => value !== undefined).map((value) => site.whole(value));
	return { kind, path: site.path, broken: wholes(broken), kept: wholes(kept) };
}

const SAMPLES: readonly { readonly type: string; readonly value: JsonValue }[] = [
	{ type: 'null', value: null }, { type: 'string', value: 'a text' }, { type: 'integer', value: 7 }, { type: 'number', value: 1.5 },
	{ type: 'boolean', value: true }, { type: 'array', value: [] }, { type: 'object', value: {} },
];

/** Values of every other enumeration of the switch, the own ones in other letters, and some that are nobody's. */
function strangersTo(own: readonly JsonValue[], words: readonly JsonValue[]): readonly JsonValue[] {
	const letters = own.flatMap((value): JsonValue[] =>
		(typeof value === 'string' ? [value.toUpperCase(), value.toLowerCase(), ...slipsOf(value)] : []));
	return [...new Set<JsonValue>([...words, ...letters, '', 7])].filter((value) => !own.includes(value));
}

/** Every value any schema of the switch enumerates. */
export function everyEnumValue(all: SchemaSet): readonly JsonValue[] {
	const within = (schema: SwitchSchema): readonly JsonValue[] => [
		...(schema.enum ?? []),
		...[...Object.values(schema.properties ?? {}), ...(schema.items === undefined ? [] : [schema.items])].flatMap(within),
	];
	return [...new Set([...all.values()].flatMap(within))];
}

function casesOfAny(site: Site, all: SchemaSet, words: readonly JsonValue[]): Case[] {
	const { schema } = site.choice;
	const { oneOf, anyOf } = site.unchosen;
	const kind = oneOf === undefined ? 'anyOf' : 'oneOf';
	const wrong = (oneOf ?? anyOf) === undefined ? [] : [...noAlternative(site), ...twoAlternatives(site, all)];
	const others = SAMPLES.filter(({ type }) => type !== schema.type).map(({ value }) => value);
	return [
		...(schema.type === undefined ? [] : [about('type', site, others, [site.valid])]),
		...(schema.enum === undefined ? [] : [about('enum', site, strangersTo(schema.enum, words), schema.enum)]),
		...(wrong.length === 0 ? [] : [about(kind, site, wrong, [site.valid])]),
	];
}

/** Keys that tell the alternatives apart; none where the alternatives differ otherwise. */
function tellingKeys(site: Site): readonly string[] {
	return (site.unchosen.oneOf ?? []).flatMap((alternative) => alternative.required ?? []);
}

/** The value with all telling keys gone; where there are none, values of every kind. */
function noAlternative(site: Site): readonly JsonValue[] {
	const telling = new Set(tellingKeys(site));
	if (telling.size === 0) return SAMPLES.map(({ value }) => value);
	return isJsonObject(site.valid) ? [Object.fromEntries(Object.entries(site.valid).filter(([name]) => !telling.has(name)))] : [];
}

/** The value with the keys of one more alternative. */
function twoAlternatives(site: Site, all: SchemaSet): readonly JsonValue[] {
	const { valid } = site;
	if (!isJsonObject(valid)) return [];
	const values = new ValidValues(all);
	const { properties = {} } = site.unchosen;
	return (site.unchosen.oneOf ?? [])
		.filter(({ required = [] }) => required.some((name) => site.choice.absent.has(name)))
		.map(({ required = [] }) => ({
			...valid,
			...Object.fromEntries(required.map((name) => [name, values.full(properties[name] ?? {}) ?? null])),
		}));
}

function casesOfText(site: Site): Case[] {
	const { schema } = site.choice;
	if (schema.type !== 'string') return [];
	const { minLength, maxLength, pattern, format } = schema;
	// One emoji is one code point and two UTF-16 units: a check that counts units gets these wrong.
	const exactly = (length: number) => [textOfLength(length, schema), textOfLength(length, schema, '😀')];
	const tooShort = (least: number) => [...exactly(least - 1), 'h'.repeat(least - 1)];
	const unlimited = [...(minLength === undefined ? [''] : []), ...(maxLength === undefined ? ['any length '.repeat(1000)] : [])];
	const samples = ['', 'ftp://pbx.example.test', ...(typeof site.valid === 'string' ? slipsOf(site.valid) : [])];
	const misfits = samples.filter((text) => !fits(text, schema));
	const inLength = (text: string) => text.length >= (minLength ?? 0) && text.length <= (maxLength ?? Infinity);
	const fitting = samples.filter((text) => fits(text, schema) && inLength(text));
	return [
		...(minLength === undefined ? [] : [about('minLength', site, tooShort(minLength), exactly(minLength))]),
		...(maxLength === undefined ? [] : [about('maxLength', site, exactly(maxLength + 1), exactly(maxLength))]),
		...(pattern === undefined ? [] : [about('pattern', site, misfits, fitting)]),
		...(schema.enum !== undefined || pattern !== undefined || format === 'email' ? [] : [about('type', site, [], unlimited)]),
		...(format !== 'email' ? [] : [about('format', site, misfits, fitting)]),
	];
}

function casesOfInteger(site: Site): Case[] {
	const { schema } = site.choice;
	if (schema.type !== 'integer') return [];
	const { minimum, maximum } = schema;
	const unlimited = [...(minimum === undefined ? [-1_000_000_000_000] : []), ...(maximum === undefined ? [1_000_000_000_000] : [])];
	return [
		...(minimum === undefined ? [] : [about('minimum', site, [minimum - 1], [minimum])]),
		...(maximum === undefined ? [] : [about('maximum', site, [maximum + 1], [maximum])]),
		...(schema.enum !== undefined ? [] : [about('type', site, [], unlimited)]),
	];
}

function casesOfArray(site: Site, all: SchemaSet): Case[] {
	const { schema } = site.choice;
	if (schema.type !== 'array') return [];
	const { minItems = 0, maxItems, uniqueItems = false } = schema;
	const some = (count: number) => new ValidValues(all).items(schema, count, site.open);
	const [item] = some(1);
	return [
		about('type', site, [], [...(minItems === 0 ? [[]] : []), ...(maxItems === undefined && !uniqueItems ? [some(200)] : [])]),
		...(minItems === 0 ? [] : [about('minItems', site, [some(minItems - 1)], [some(minItems)])]),
		...(maxItems === undefined ? [] : [about('maxItems', site, [some(maxItems + 1)], [some(maxItems)])]),
		...(uniqueItems && item !== undefined ? [about('uniqueItems', site, [[item, item]], [some(2), []])] : []),
	];
}

/** A key no schema names. */
const STRANGER = 'not in the schema!';

/** Required without a default to fill in; a default that is itself refused (`audio_macro.macros`) comes to the same. */
function isNeeded(name: string, required: readonly string[], schema: SwitchSchema, all: SchemaSet): boolean {
	if (appliedDefault(schema, all) !== undefined) return false;
	return required.includes(name) || (schema.default !== undefined && schema.type !== undefined);
}

function casesOfObject(site: Site, all: SchemaSet): Case[] {
	const { valid } = site;
	if (!isJsonObject(valid)) return [];
	const { properties = {}, patternProperties = {}, required = [], additionalProperties } = site.choice.schema;
	const without = (gone: readonly string[]): JsonObject =>
		Object.fromEntries(Object.entries(valid).filter(([name]) => !gone.includes(name)));
	const isFilled = (name: string) => appliedDefault(properties[name] ?? {}, all) !== undefined;
	const needed = Object.keys(properties).filter((name) => isNeeded(name, required, properties[name] ?? {}, all));
	const optional = Object.keys(properties).filter((name) => !needed.includes(name));
	const filled = Object.keys(properties).filter(isFilled);
	const stranger = { ...valid, [STRANGER]: 7 };
	const minimal = without(optional.filter((name) => !site.choice.absent.has(name) && !tellingKeys(site).includes(name)));
	const isPattern = Object.keys(patternProperties).some((pattern) => new RegExp(pattern).test(STRANGER));
	return [
		...needed.map((name) => about('required', { ...site, path: `${site.path}.${name}` }, [without([name])])),
		...filled.map((name) => about('default', { ...site, path: `${site.path}.${name}` }, [], [without([name])])),
		about('type', site, [], [minimal]),
		...(additionalProperties === false ? [about('additionalProperties', site, [stranger])] : []),
		...(additionalProperties === undefined && !isPattern ? [about('type', site, [], [stranger])] : []),
	];
}
