/** The key of a row in one of the switch's database views: a text, or a text and a whole number behind it. */
export type ViewKey = string | readonly [string, number];

/**
 * A key as the API hands it out in `start_key` and `next_start_key`: the Erlang term in its external format, in URL-safe
 * Base64 without padding (reference "kazoo-pivot" §10.2). To a client it is opaque.
 */
export function encodeKey(key: ViewKey): string {
	const term = typeof key === 'string' ? binaryTerm(key) : Buffer.concat([listHeader(key.length), binaryTerm(key[0]), integerTerm(key[1]), END_OF_LIST]);
	return Buffer.concat([VERSION, term]).toString('base64url');
}

/** Reads what {@link encodeKey} wrote. Anything else is taken for a key in plain text, as old switches handed them out. */
export function decodeKey(text: string): ViewKey {
	const bytes = Buffer.from(text, 'base64url');
	if (bytes[0] !== VERSION[0]) return text;
	const whole = binaryAt(bytes, 1);
	if (whole?.end === bytes.length) return whole.text;
	if (bytes[1] !== LIST || bytes.length < 6 || bytes.readUInt32BE(2) !== 2) return text;
	const first = binaryAt(bytes, 6);
	const second = first === undefined ? undefined : integerAt(bytes, first.end);
	return first === undefined || second === undefined ? text : [first.text, second];
}

/** Keys in the order of a view: texts before lists, lists by their first item, then the next. */
export function compareKeys(left: ViewKey, right: ViewKey): number {
	if (typeof left === 'string' || typeof right === 'string') {
		if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
		return typeof left === 'string' ? -1 : 1;
	}
	return compareTexts(left[0], right[0]) || left[1] - right[1];
}

function compareTexts(left: string, right: string): number {
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

const VERSION = Buffer.from([0x83]);
const BINARY = 0x6d;
const LIST = 0x6c;
const SMALL_INTEGER = 0x61;
const INTEGER = 0x62;
const SMALL_BIG = 0x6e;
const END_OF_LIST = Buffer.from([0x6a]);

function binaryTerm(text: string): Buffer {
	const bytes = Buffer.from(text, 'utf8');
	const header = Buffer.alloc(5);
	header[0] = BINARY;
	header.writeUInt32BE(bytes.length, 1);
	return Buffer.concat([header, bytes]);
}

function listHeader(length: number): Buffer {
	const header = Buffer.alloc(5);
	header[0] = LIST;
	header.writeUInt32BE(length, 1);
	return header;
}

/** Whole numbers from 0; gregorian seconds need five bytes. */
function integerTerm(value: number): Buffer {
	if (value < 256) return Buffer.from([SMALL_INTEGER, value]);
	if (value <= 0x7fffffff) {
		const term = Buffer.alloc(5);
		term[0] = INTEGER;
		term.writeInt32BE(value, 1);
		return term;
	}
	const digits: number[] = [];
	for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) digits.push(rest % 256);
	return Buffer.from([SMALL_BIG, digits.length, 0, ...digits]);
}

function binaryAt(bytes: Buffer, at: number): { text: string; end: number } | undefined {
	if (bytes[at] !== BINARY || bytes.length < at + 5) return undefined;
	const end = at + 5 + bytes.readUInt32BE(at + 1);
	return end > bytes.length ? undefined : { text: bytes.toString('utf8', at + 5, end), end };
}

function integerAt(bytes: Buffer, at: number): number | undefined {
	if (bytes[at] === SMALL_INTEGER) return bytes[at + 1];
	if (bytes[at] === INTEGER && bytes.length >= at + 5) return bytes.readInt32BE(at + 1);
	if (bytes[at] !== SMALL_BIG) return undefined;
	const digits = bytes.subarray(at + 3, at + 3 + (bytes[at + 1] ?? 0));
	return digits.reduceRight((value, digit) => value * 256 + digit, 0);
}
