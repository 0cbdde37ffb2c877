import { describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import { type Case, casesOf, everyEnumValue, type Kind } from '../../../test/switchSchemas/cases';
import { withDefaults } from '../../../test/switchSchemas/defaults';
import { modulesIn, schemasMissing, switchSchemas, switchSentences } from '../../../test/switchSchemas/folder';
import type { SchemaSet, SwitchSchema } from '../../../test/switchSchemas/schema';
import { switchValidator } from '../../../test/switchSchemas/validator';
import type { JsonValue } from '../../json';
import { SWITCH_VERSIONS, type SwitchVersion } from '../../switchVersion';
import type { ModuleDefinition } from '../moduleDefinition';
import { MODULES, moduleNamed } from './index';

const missing = schemasMissing();

/** One module on one line of the switch: our definition, the switch's schema, and an independent validator of the latter. */
interface Pair {
	readonly definition: ModuleDefinition;
	readonly version: SwitchVersion;
	readonly schema: SwitchSchema;
	readonly all: SchemaSet;
	readonly validate: ReturnType<typeof switchValidator>;
	readonly cases: readonly Case[];
}

function pairsOf(schemas: Record<SwitchVersion, SchemaSet>): Pair[] {
	return SWITCH_VERSIONS.flatMap((version) => {
		const all = schemas[version];
		const validate = switchValidator(all);
		const words = everyEnumValue(all);
		return modulesIn(all).flatMap((module) => {
			const definition = moduleNamed(module);
			const schema = all.get(`callflows.${module}`);
			if (definition === undefined || schema === undefined) return [];
			const ours = z.toJSONSchema(definition.dataIn?.[version] ?? definition.data, { io: 'input', unrepresentable: 'any' });
			const cases = casesOf(schema, all, [...words, ...enumeratedIn(ours)]);
			return [{ definition, version, schema, all, validate, cases }];
		});
	});
}

/** Every value a JSON schema enumerates: to be tried on the switch's own, which might not know one of them. */
function enumeratedIn(schema: unknown): JsonValue[] {
	if (typeof schema !== 'object' || schema === null) return [];
	return Object.entries(schema).flatMap(([key, value]: [string, unknown]) =>
		(key === 'enum' ? z.array(z.json()).parse(value) : key === 'const' ? [z.json().parse(value)] : enumeratedIn(value)));
}

/** Every way in which we and the switch differ over one case; none: empty. */
function differences({ definition, version, schema, all, validate }: Pair, { kind, path, broken, kept }: Case): string[] {
	const ours = definition.dataIn?.[version] ?? definition.data;
	const found: string[] = [];
	const note = (what: string, value: JsonValue) => found.push(`${kind} at "${path}": ${what}: ${JSON.stringify(value)}`);
	for (const value of [...broken, ...kept]) {
		const theirs = validate(schema, value);
		const parsed = ours.safeParse(structuredClone(value));
		if (theirs.accepted !== parsed.success) {
			note(theirs.accepted ? 'the switch accepts it, we refuse it' : 'the switch refuses it, we accept it', value);
		} else if (parsed.success) {
			const expected = withDefaults(schema, value, all, (alternative, inner) => validate(alternative, inner).accepted);
			if (sameJson(parsed.data, expected)) continue;
			note(`defaults differ, ours ${JSON.stringify(parsed.data)}, switch ${JSON.stringify(expected)}`, value);
		}
	}
	for (const value of kept) if (!validate(schema, value).accepted) note('meant to be valid, and the switch refuses it', value);
	return found;
}

function sameJson(one: unknown, other: unknown): boolean {
	return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
	return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Constraints that cannot be broken: another alternative takes whatever breaks them. */
function unbreakable({ schema, validate, cases }: Pair): string[] {
	return cases.filter(({ broken }) => broken.length > 0 && broken.every((value) => validate(schema, value).accepted))
		.map(({ kind, path }) => `${kind} at "${path}"`);
}

function plain(sentence: string): string {
	return sentence.toLowerCase().replace(/[^a-z0-9 ]/g, '');
}

/** What the form says about the fields. */
function sentencesOf(data: z.ZodObject): string[] {
	const metas = Object.values(data.shape).map((field) => (field instanceof z.ZodType ? field.meta() : undefined));
	return metas.flatMap((meta) => [meta?.title, meta?.description]).filter((sentence) => sentence !== undefined);
}

const reason = missing === undefined ? '' : ` (skipped: ${missing})`;

describe.skipIf(missing !== undefined)(`module definitions agree with the switch's own schemas${reason}`, () => {
	const schemas = missing === undefined ? switchSchemas() : undefined;
	const pairs = schemas === undefined ? [] : pairsOf(schemas);

	it('every module of every line of the switch has a definition, and no definition is without one', () => {
		for (const version of SWITCH_VERSIONS) {
			const ours = MODULES.filter(({ versions }) => versions.includes(version)).map(({ module }) => module);
			expect(ours.sort()).toEqual([...modulesIn(schemas?.[version] ?? new Map())].sort());
		}
		expect(MODULES).toHaveLength(82);
		expect(pairs).toHaveLength(73 + 78 + 82);
	});

	const each = pairs.map((pair) => ({ name: `${pair.definition.module} on ${pair.version}`, pair }));

	it.each(each)('$name', ({ pair }) => {
		const { cases } = pair;
		expect(cases.flatMap((one) => differences(pair, one))).toEqual([]);
		expect(cases.some(({ broken }) => broken.length > 0)).toBe(true);
	});

	it.each(each)('$name: the same keys', ({ pair }) => {
		const { definition: { data, dataIn }, version, schema } = pair;
		const ours = dataIn?.[version] ?? data;
		expect(ours).toBeInstanceOf(z.ZodObject);
		expect(ours instanceof z.ZodObject ? Object.keys(ours.shape).sort() : []).toEqual(Object.keys(schema.properties ?? {}).sort());
	});

	it('breaks every kind of constraint there is, and every single one where that can be done', () => {
		const count = new Map<Kind, number>();
		const whole = new Set<string>();
		for (const pair of pairs) {
			for (const { kind } of pair.cases) count.set(kind, (count.get(kind) ?? 0) + 1);
			for (const place of unbreakable(pair)) whole.add(`${pair.definition.module} on ${pair.version}: ${place}`);
		}
		expect([...count.keys()].sort()).toEqual([
			'additionalProperties', 'anyOf', 'default', 'enum', 'format', 'maxLength', 'maximum', 'minItems', 'minLength', 'minimum',
			'oneOf', 'pattern', 'required', 'type', 'uniqueItems',
		]);
		for (const [kind, times] of count) expect(times, kind).toBeGreaterThan(0);
		// Headers of an outside call are either plain or by direction, and the latter takes everything that breaks the former.
		expect([...whole].filter((place) => !/^(resources|offnet) on .*: \w+ at "\.custom_sip_headers\|1/.test(place))).toEqual([]);
	});

	it('no sentence is taken from the schemas', () => {
		const theirs = new Set(missing === undefined ? switchSentences().map(plain) : []);
		const ours = MODULES.flatMap(({ data, summary, notes, title }) => [summary, title, ...notes, ...sentencesOf(data)]);
		expect(theirs.size).toBeGreaterThan(100);
		expect(ours.length).toBeGreaterThan(400);
		expect(ours.filter((sentence) => sentence.includes(' ') && theirs.has(plain(sentence)))).toEqual([]);
	});

	it('an independent validator writes in the same defaults, but for alternatives, where it writes none', () => {
		const different = pairs.filter(({ definition, version, schema, validate, cases }) => {
			const ours = definition.dataIn?.[version] ?? definition.data;
			const same = (value: JsonValue) => sameJson(ours.safeParse(structuredClone(value)).data, validate(schema, value).value);
			return !cases.flatMap(({ kept }) => kept).every(same);
		});
		expect(new Set(different.map(({ definition }) => definition.module))).toEqual(new Set(['audio_macro']));
	});
});
