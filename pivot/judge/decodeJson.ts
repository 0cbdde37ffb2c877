import type { WholeFloats } from '../callflow/checkNumbers';
import type { JsonObject, JsonValue } from '../json';
import { readNumber, readString } from './jsonTokens';

/** A body as the switch's JSON library reads it. */
export type DecodedJson = JsonDocument | JsonFailure;

export interface JsonDocument {
	readonly failure?: undefined;
	/** Where a key stands twice in an object, the first one counts. */
	readonly value: JsonValue;
	/** Whole numbers the switch takes for floats. */
	readonly floats: WholeFloats;
	/** Where a key stands for the second time: keys and indices from the root. The first {@link MAX_DUPLICATES}. */
	readonly duplicates: readonly (readonly (string | number)[])[];
}

export interface JsonFailure {
	/** How the library names it; everything it does not call "invalid JSON" or "trailing data" is `unreadable`. */
	readonly failure: 'invalid JSON' | 'trailing data' | 'unreadable';
	/** What is wrong, as the end of a sentence. */
	readonly detail: string;
	/** Characters (UTF-16 units) before the place. */
	readonly at: number;
}

export const MAX_DUPLICATES = 20;

/** What may come next. */
type Expected = 'value' | 'first item' | 'key' | 'first key' | 'colon' | 'comma' | 'end';

/** An object or array not yet closed. */
interface Frame {
	readonly holder: JsonObject | JsonValue[];
	/** Of an object: the key read last. */
	key: string;
	/** That key was there before: its value is dropped. */
	repeated: boolean;
}

interface Reader {
	readonly text: string;
	at: number;
	expected: Expected;
	root: JsonValue;
	readonly frames: Frame[];
	readonly floats: Map<object, Map<string | number, string>>;
	readonly duplicates: (string | number)[][];
}

/**
 * Decodes JSON as KAZOO does (jiffy in the 2600hz branch; captures `json-comment`, `json-truncated`, `json-lone-surrogate`,
 * `json-leading-space`). It differs from `JSON.parse` in what it tells and in small things: the first of two equal keys
 * wins, integers have any size (here the nearest number), numbers beyond the range of a double are refused, `1e+` is 1.0.
 * Never throws, and nests as deep as the text does.
 */
export function decodeJson(text: string): DecodedJson {
	const reader: Reader = { text, at: 0, expected: 'value', root: null, frames: [], floats: new Map(), duplicates: [] };
	for (;;) {
		while (BLANKS.has(text[reader.at] ?? '')) reader.at += 1;
		const character = text[reader.at];
		if (character === undefined) break;
		const failure = STEPS[reader.expected](reader, character);
		if (failure) return failure;
	}
	if (reader.expected !== 'end') return fail(reader, 'unreadable', 'it ends too early');
	return { value: reader.root, floats: reader.floats, duplicates: reader.duplicates };
}

const BLANKS: ReadonlySet<string> = new Set([' ', '\n', '\r', '\t']);

type ReadStep = (reader: Reader, character: string) => JsonFailure | undefined;

const STEPS: Readonly<Record<Expected, ReadStep>> = {
	value: readValue,
	'first item': (reader, character) => (character === ']' ? close(reader) : readValue(reader, character)),
	key: readKey,
	'first key': (reader, character) => (character === '}' ? close(reader) : readKey(reader, character)),
	colon: (reader, character) => (character === ':'
		? goOn(reader, 'value') : fail(reader, 'invalid JSON', 'a colon is missing behind a key')),
	comma: readComma,
	end: (reader) => fail(reader, 'trailing data', 'something stands behind its end'),
};

function fail(reader: Reader, failure: JsonFailure['failure'], detail: string): JsonFailure {
	return { failure, detail, at: reader.at };
}

/** Passes over one character. */
function goOn(reader: Reader, expected: Expected): undefined {
	reader.at += 1;
	reader.expected = expected;
}

function close(reader: Reader): undefined {
	reader.frames.pop();
	goOn(reader, reader.frames.length === 0 ? 'end' : 'comma');
}

function readComma(reader: Reader, character: string): JsonFailure | undefined {
	const isList = Array.isArray(reader.frames.at(-1)?.holder);
	if (character === ',') return goOn(reader, isList ? 'value' : 'key');
	if (character === (isList ? ']' : '}')) return close(reader);
	return fail(reader, 'invalid JSON', 'a comma or a closing bracket is missing');
}

function readKey(reader: Reader, character: string): JsonFailure | undefined {
	if (character !== '"') return fail(reader, 'invalid JSON', 'a key in quotation marks is missing');
	const read = readString(reader.text, reader.at);
	const frame = reader.frames.at(-1);
	if (!read || !frame) return fail(reader, 'unreadable', 'a key is not closed, or holds a line break or a bad escape');
	frame.key = read.value;
	frame.repeated = Object.hasOwn(frame.holder, read.value);
	if (frame.repeated && reader.duplicates.length < MAX_DUPLICATES) reader.duplicates.push(reader.frames.map(place));
	reader.at = read.end;
	reader.expected = 'colon';
	return undefined;
}

/** Key or index of what is being read. */
function place(frame: Frame): string | number {
	return Array.isArray(frame.holder) ? frame.holder.length - 1 : frame.key;
}

function readValue(reader: Reader, character: string): JsonFailure | undefined {
	if (character === '{') return open(reader, {}, 'first key');
	if (character === '[') return open(reader, [], 'first item');
	if (character === '"') {
		const read = readString(reader.text, reader.at);
		return read ? add(reader, read.value, read.end) : fail(reader, 'unreadable', 'a text is not closed, or holds a line break or a bad escape');
	}
	if (/[-0-9]/.test(character)) {
		const read = readNumber(reader.text, reader.at);
		if (!read) return fail(reader, 'unreadable', 'a number is badly written, or too large');
		const written = reader.text.slice(reader.at, read.end);
		add(reader, read.value, read.end);
		return read.isFloat && Number.isInteger(read.value) ? noteFloat(reader, written) : undefined;
	}
	const literal = LITERALS.get(character);
	if (!literal) return fail(reader, 'invalid JSON', 'a value cannot begin like this');
	if (!reader.text.startsWith(literal.word, reader.at)) return fail(reader, 'unreadable', `this is not “${literal.word}”`);
	return add(reader, literal.value, reader.at + literal.word.length);
}

const LITERALS: ReadonlyMap<string, { readonly word: string; readonly value: JsonValue }> = new Map([
	['t', { word: 'true', value: true }], ['f', { word: 'false', value: false }], ['n', { word: 'null', value: null }],
]);

function open(reader: Reader, holder: JsonObject | JsonValue[], expected: Expected): undefined {
	add(reader, holder, reader.at + 1);
	reader.frames.push({ holder, key: '', repeated: false });
	reader.expected = expected;
}

function add(reader: Reader, value: JsonValue, end: number): undefined {
	const frame = reader.frames.at(-1);
	if (!frame) reader.root = value;
	else if (Array.isArray(frame.holder)) frame.holder.push(value);
	else if (!frame.repeated) setKey(frame.holder, frame.key, value);
	reader.at = end;
	reader.expected = frame ? 'comma' : 'end';
}

function noteFloat(reader: Reader, written: string): undefined {
	const frame = reader.frames.at(-1);
	if (!frame || frame.repeated) return;
	const numbers = reader.floats.get(frame.holder) ?? new Map<string | number, string>();
	reader.floats.set(frame.holder, numbers.set(place(frame), written));
}

/** `__proto__` is a key like any other. */
function setKey(holder: JsonObject, key: string, value: JsonValue): void {
	if (key === '__proto__') Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
	else holder[key] = value;
}
