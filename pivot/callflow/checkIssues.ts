import type * as z from 'zod/v4';
import type { JsonObject } from '../json';
import { join } from './checkWalk';
import type { ERROR_CODES } from './problem';

/** A problem as one line of the switch has it. */
export interface Finding {
	/** Dotted path from the root of the callflow. */
	readonly path: string;
	readonly code: (typeof ERROR_CODES)[number];
	readonly message: string;
}

type Issue = z.core.$ZodIssue;

type WrittenAs = (place: readonly PropertyKey[]) => string | undefined;

/**
 * What is wrong with the data of a module, in the words of the person who drew the callflow.
 *
 * @param path where the data stands
 * @param writtenAs how a whole number that is a fraction to the switch was written; undefined for every other value
 */
export function findingsOf(issues: readonly Issue[], data: JsonObject, path: string, writtenAs: WrittenAs = () => undefined): Finding[] {
	const findings: Finding[] = [];
	for (const issue of issues.flatMap(unfold)) {
		for (const finding of findingOf(issue, data, path, writtenAs)) findings.push(finding);
		if (findings.length >= MAX_FINDINGS) break;
	}
	return findings;
}

/** After so many findings the rest of a step's data is left unsaid. */
const MAX_FINDINGS = 100;

/** A choice between shapes: what the nearest shape lacks, where one is clearly meant. */
function unfold(issue: Issue): Issue[] {
	if (issue.code !== 'invalid_union') return [issue];
	const near = issue.errors.filter((branch) => branch.every((inner) => inner.path.length > 0 || inner.code !== 'invalid_type'));
	const [meant] = near;
	if (!meant || near.length > 1) return [issue];
	return meant.flatMap((inner) => unfold({ ...inner, path: [...issue.path, ...inner.path] }));
}

function findingOf(issue: Issue, data: JsonObject, dataPath: string, writtenAs: WrittenAs): Finding[] {
	const field = issue.path.map(String).join('.');
	const path = join(dataPath, field);
	const name = field === '' ? 'The data of this step' : `“${field}”`;
	const value = valueAt(data, issue.path);
	const finding = (code: Finding['code'], message: string): Finding[] => [{ path, code, message }];

	const written = writtenAs(issue.path);
	if (written !== undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_union')) {
		return finding('callflow.type', `${name} is written as ${written}: the switch takes that for a fraction. Write ${Math.floor(Number(value))}.`);
	}
	if (value === undefined && issue.code !== 'custom') return finding('callflow.required', `${name} is missing. Give it a value.`);
	switch (issue.code) {
		case 'invalid_type':
			return finding('callflow.type', `${name} must be ${kindInWords(issue.expected)}, not ${valueInWords(value)}.${unquote(issue.expected, value)}`);
		case 'invalid_value':
			return finding('callflow.enum', `${name} must be ${oneOf(issue.values)}, not ${valueInWords(value)}.`);
		case 'too_big':
			if (isSafeIntegerLimit(issue)) return [];
			return tooMuch(issue.origin, issue.maximum, value, name, finding);
		case 'too_small':
			if (isSafeIntegerLimit(issue)) return [];
			return tooLittle(issue.origin, issue.minimum, value, name, finding);
		case 'invalid_format':
			return finding('callflow.pattern', `${name} ${formInWords(issue)}, not ${valueInWords(value)}.`);
		case 'unrecognized_keys':
			return issue.keys.flatMap((key) => ({
				path: join(path, key),
				code: 'callflow.additional-key' as const,
				message: `“${join(field, key)}” is not a key the switch allows here. Remove it.`,
			}));
		case 'invalid_key':
			return finding('callflow.additional-key', `${name} is not a name the switch allows here. Rename or remove it.`);
		case 'invalid_union':
			return finding(...choice(issue, value, name));
		case 'custom':
			if (issue.params?.['rule'] === 'unique-items') return finding('callflow.unique-items', `${name} must not contain the same item twice.`);
			return finding('callflow.choice', `${name}: ${issue.message}.`);
		default:
			return finding('callflow.choice', `${name} has a value the switch does not take: ${valueInWords(value)}.`);
	}
}

/** zod refuses integers JavaScript cannot hold exactly; the switch takes integers of any size. */
function isSafeIntegerLimit(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): boolean {
	return issue.origin === 'int' || ('note' in issue && issue.note !== undefined);
}

type Say = (code: Finding['code'], message: string) => Finding[];

function tooMuch(origin: string, limit: number | bigint, value: unknown, name: string, say: Say): Finding[] {
	if (origin === 'string') {
		return say('callflow.max-length', `${name} has ${counted(value, 'character')}, at most ${limit} are allowed. Shorten it, or split it into several steps.`);
	}
	if (origin === 'array' || origin === 'set') {
		return say('callflow.max-items', `${name} has ${counted(value, 'item')}, at most ${limit} are allowed. Remove some.`);
	}
	return say('callflow.maximum', `${name} is ${valueInWords(value)}, at most ${limit} is allowed.`);
}

function tooLittle(origin: string, limit: number | bigint, value: unknown, name: string, say: Say): Finding[] {
	if (origin === 'string') {
		if (value === '') return say('callflow.min-length', `${name} is empty. Give it at least ${limit} ${limit === 1 ? 'character' : 'characters'}.`);
		return say('callflow.min-length', `${name} has ${counted(value, 'character')}, at least ${limit} are needed.`);
	}
	if (origin === 'array' || origin === 'set') {
		return say('callflow.min-items', `${name} has ${counted(value, 'item')}, at least ${limit} ${limit === 1 ? 'is' : 'are'} needed.`);
	}
	return say('callflow.minimum', `${name} is ${valueInWords(value)}, at least ${limit} is needed.`);
}

function choice(issue: z.core.$ZodIssueInvalidUnion, value: unknown, name: string): [Finding['code'], string] {
	const kinds = issue.errors.flatMap((branch) => branch.flatMap((inner) => {
		if (inner.path.length > 0) return [];
		if (inner.code === 'invalid_type') return [kindInWords(inner.expected)];
		return inner.code === 'invalid_value' ? [oneOf(inner.values)] : [];
	}));
	if (kinds.length === 0) return ['callflow.choice', `${name} has none of the shapes the switch takes: ${valueInWords(value)}.`];
	return ['callflow.type', `${name} must be ${[...new Set(kinds)].join(' or ')}, not ${valueInWords(value)}.`];
}

function formInWords(issue: z.core.$ZodIssueInvalidStringFormat): string {
	if (issue.pattern?.includes('https?:')) return 'must begin with http:// or https:// in lower case';
	if (issue.format === 'email') return 'must be an e-mail address';
	return issue.pattern === undefined ? `must be a valid ${issue.format}` : `must match ${issue.pattern}`;
}

const KINDS: ReadonlyMap<string, string> = new Map([
	['string', 'text'], ['number', 'a number'], ['int', 'a whole number'], ['boolean', 'true or false'],
	['array', 'a list'], ['object', 'an object'], ['record', 'an object'], ['null', 'null'],
]);

function kindInWords(expected: string): string {
	return KINDS.get(expected) ?? expected;
}

/** A JSON value in a sentence, cut short. */
export function valueInWords(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'string') {
		const letters = Array.from(value);
		return `the text “${letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : value}”`;
	}
	return typeof value === 'object' ? 'an object' : String(value);
}

function oneOf(values: readonly unknown[]): string {
	const words = values.map((value) => `“${String(value)}”`).join(', ');
	return values.length === 1 ? words : `one of ${words}`;
}

function unquote(expected: string, value: unknown): string {
	const isNumberAsText = (expected === 'int' || expected === 'number') && typeof value === 'string' && /^-?\d+$/.test(value);
	const isBooleanAsText = expected === 'boolean' && (value === 'true' || value === 'false');
	return isNumberAsText || isBooleanAsText ? ' Write it without quotation marks.' : '';
}

function counted(value: unknown, what: 'character' | 'item'): string {
	const length = typeof value === 'string' || Array.isArray(value) ? Array.from(value).length : 0;
	return `${length} ${what}${length === 1 ? '' : 's'}`;
}

/** What stands at a place; undefined where nothing does. */
export function valueAt(data: JsonObject, path: readonly PropertyKey[]): unknown {
	let value: unknown = data;
	for (const key of path) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
		value = Reflect.get(value, key);
	}
	return value;
}
