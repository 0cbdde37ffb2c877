/** A token that was read. */
export interface Read<Value> {
	readonly value: Value;
	/** Position behind it. */
	readonly end: number;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
	['"', '"'], ['\\', '\\'], ['/', '/'], ['b', '\b'], ['f', '\f'], ['n', '\n'], ['r', '\r'], ['t', '\t'],
]);

/** A text; `from` is its opening quotation mark. Undefined: not closed, a control character, or a bad escape. */
export function readString(text: string, from: number): Read<string> | undefined {
	let value = '';
	let at = from + 1;
	for (;;) {
		const start = at;
		while (at < text.length && text[at] !== '"' && text[at] !== '\\' && text.charCodeAt(at) >= 0x20) at += 1;
		value += text.slice(start, at);
		if (text[at] === '"') return { value, end: at + 1 };
		if (text[at] !== '\\') return undefined;
		const escape = text[at + 1] ?? '';
		const unit = escape === 'u' ? readUnicode(text, at) : ESCAPES.get(escape);
		if (unit === undefined) return undefined;
		value += unit;
		at += escape === 'u' ? unit.length * 6 : 2;
	}
}

/** One character written as `\uXXXX`, or as a pair of them; half a pair is refused. */
function readUnicode(text: string, at: number): string | undefined {
	const pattern = /\\u([0-9a-f]{4})(?:\\u([0-9a-f]{4}))?/iy;
	pattern.lastIndex = at;
	const match = pattern.exec(text);
	if (!match?.[1]) return undefined;
	const high = parseInt(match[1], 16);
	if (high < 0xd800 || high > 0xdfff) return String.fromCharCode(high);
	const low = match[2] === undefined ? 0 : parseInt(match[2], 16);
	return high < 0xdc00 && low >= 0xdc00 && low <= 0xdfff ? String.fromCharCode(high, low) : undefined;
}

export interface WrittenNumber extends Read<number> {
	/** Written with a fraction or an exponent. */
	readonly isFloat: boolean;
}

/** The library's buffer: longer numbers go another way, which takes no exponent without digits. */
const SHORT_NUMBER = 32;

/** A number. Undefined: badly written, or beyond the range of a double. */
export function readNumber(text: string, from: number): WrittenNumber | undefined {
	const pattern = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE](?:[+-][0-9]*|[0-9]+))?/y;
	pattern.lastIndex = from;
	const match = pattern.exec(text);
	if (!match) return undefined;
	const [written, fraction, exponent] = match;
	const end = from + written.length;
	const next = text[end];
	if (exponent === undefined && (next === 'e' || next === 'E' || (next === '.' && fraction === undefined))) return undefined;
	const hasBareSign = exponent !== undefined && /[+-]$/.test(exponent);
	if (hasBareSign && written.length >= SHORT_NUMBER) return undefined;
	const value = Number(hasBareSign ? written.slice(0, -exponent.length) : written);
	const isFloat = fraction !== undefined || exponent !== undefined;
	if (Number.isFinite(value)) return { value: value + 0, end, isFloat };
	return isFloat ? undefined : { value: Math.sign(value) * Number.MAX_VALUE, end, isFloat };
}
