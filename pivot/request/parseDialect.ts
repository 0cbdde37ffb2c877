import type { JsonObject } from '../json';
import { putField, splitFieldName } from './fieldTree';
import { toBinary, unescapeForm } from './wireText';

/**
 * Reads a query or a form as the switch writes it (reference "kazoo-pivot" §4.4): values encoded, names not,
 * brackets raw or as `%5B` and `%5D`, empty segments, `a[b][c]=` nested, `a[]=` a list.
 *
 * An unencoded `&` or `=` inside a bracketed name is put back (`Vars[p&q=r]=4` is the variable `p&q=r`). That is
 * done only where the name is open (`[` without a closing `]`) and closes with `]=` before another name opens: no
 * ordinary form looks like that. What cannot be told apart is read as an ordinary form: a name with `][`, `]&` or `]=` in it
 * reads as two, an unbracketed name cannot hold `&` or `=`, and on GET a `#` cuts off the rest before it is sent.
 *
 * Never throws. Text is taken as bytes where it can be (see `toBinary`).
 *
 * @returns the fields, nested; every value is text, or a list of texts where a name came more than once
 */
export function parseDialect(input: string | Uint8Array): JsonObject {
	const fields: JsonObject = {};
	for (const [name, value] of pairs(toBinary(input).split('&'))) {
		putField(fields, splitFieldName(unescapeForm(name)), unescapeForm(value));
	}
	return fields;
}

function* pairs(segments: readonly string[]): Generator<readonly [name: string, value: string]> {
	let hopelessBefore = 0;
	for (let at = 0; at < segments.length; at += 1) {
		const segment = segments[at] ?? '';
		if (segment === '') continue;
		const equals = segment.indexOf('=');
		const name = equals < 0 ? segment : segment.slice(0, equals);
		if (at >= hopelessBefore && isOpen(name)) {
			const torn = closeName(segments, at, name);
			if (torn.value !== undefined) {
				yield [torn.name, torn.value];
				at = torn.last;
				continue;
			}
			hopelessBefore = torn.last;
		}
		yield [name, equals < 0 ? '' : segment.slice(equals + 1)];
	}
}

function isOpen(name: string): boolean {
	return name.indexOf('[') > 0 && !name.endsWith(']');
}

interface TornName {
	readonly name: string;
	/** Undefined where the name never closes. */
	readonly value?: string;
	/** The segment it was followed to; no name that opens before it closes either. */
	readonly last: number;
}

/** Follows an open name over `=` and `&` to its `]=`, or to where another name opens. */
function closeName(segments: readonly string[], at: number, open: string): TornName {
	let name = open;
	let rest = (segments[at] ?? '').slice(open.length);
	for (let last = at; ; ) {
		const close = rest.indexOf(']=');
		const another = rest.search(/(?<!\])\[/);
		if (close >= 0 && (another < 0 || another > close)) {
			return { name: name + rest.slice(0, close + 1), value: rest.slice(close + 2), last };
		}
		last += 1;
		if (another >= 0 || last >= segments.length) return { name, last };
		name += rest;
		rest = `&${segments[last] ?? ''}`;
	}
}
