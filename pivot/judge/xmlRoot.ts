/** What can be said of a body as XML without parsing it. */
export type XmlRoot =
	/** it cannot be XML */
	| 'none'
	/** the root element is not `Response`, or the document breaks off before it */
	| 'other'
	/** a `Response` without anything in it, not even a space */
	| 'empty Response'
	/** a `Response`; whether the document is well formed is not looked at */
	| 'Response';

/** Looks past byte-order mark, white space, declaration, comments and document type to the root element. */
export function xmlRoot(text: string): XmlRoot {
	let rest = text.replace(/^\uFEFF/, '').trimStart();
	if (!rest.startsWith('<')) return 'none';
	while (/^<[?!]/.test(rest)) {
		const end = endOfProlog(rest);
		if (end === undefined) return 'other';
		rest = rest.slice(end).trimStart();
	}
	if (!/^<Response[\s/>]/.test(rest)) return 'other';
	return EMPTY.test(rest) ? 'empty Response' : 'Response';
}

const EMPTY = /^<Response(?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(?:\/>|><\/Response\s*>)\s*$/;

/** Behind the construct the text begins with: `<?…?>`, `<!--…-->` or `<!DOCTYPE …>`. */
function endOfProlog(text: string): number | undefined {
	const [, closing] = PROLOG.find(([opening]) => text.startsWith(opening)) ?? [];
	if (closing !== undefined) return behind(text, closing, 0);
	const subset = /^<!DOCTYPE[^>[]*\[/.exec(text);
	return behind(text, '>', subset ? (behind(text, ']', subset[0].length) ?? text.length) : 0);
}

const PROLOG: readonly (readonly [opening: string, closing: string])[] = [['<?', '?>'], ['<!--', '-->']];

function behind(text: string, mark: string, from: number): number | undefined {
	const at = text.indexOf(mark, from);
	return at < 0 ? undefined : at + mark.length;
}
