import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { textIn } from '../../crossbar/readRow';
import { isJsonObject } from '../../pivot/json';

const SHARED = path.resolve(import.meta.dirname, '../../../shared');
const DOCUMENTS = path.join(SHARED, 'reference/documents');
const CONTRACT = path.join(SHARED, 'contracts/kazoo/doc-examples.json');

/** Why the documented examples cannot be read, or undefined. On CI that is an error. */
export function examplesMissing(): string | undefined {
	const missing = [DOCUMENTS, CONTRACT].find((place) => !existsSync(place));
	if (missing === undefined) return undefined;
	if (process.env['CI'] !== undefined) throw new Error(`The documented examples must be there on CI: ${missing}`);
	return 'the documented examples are not in ../shared, so none is read';
}

/** The object printed on a documentation page behind these words, which stand there in this order; as printed. */
export function printedAnswer(page: string, ...words: readonly string[]): string {
	const text = readFileSync(path.join(DOCUMENTS, page), 'utf8');
	const behind = words.reduce((from, word) => {
		const at = text.indexOf(word, from);
		if (at < 0) throw new Error(`${page} no longer says “${word}”.`);
		return at + word.length;
	}, 0);
	const start = text.indexOf('{', behind);
	return text.slice(start, endOf(text, start));
}

/** Behind the brace that closes the one at `start`. The pages have as many of one kind as of the other, in texts too. */
function endOf(text: string, start: number): number {
	let depth = 0;
	for (let at = start; at < text.length; at++) {
		if (text[at] === '{') depth++;
		if (text[at] === '}' && --depth === 0) return at + 1;
	}
	return text.length;
}

/** A JSON block of the API's own documentation. */
export interface ContractExample {
	readonly doc: string;
	readonly heading: string;
	/** Method and path; empty where the page names none. */
	readonly request: string;
	readonly json?: unknown;
	/** As printed, where it is no JSON. */
	readonly notValidJson?: string;
}

/** The examples of the API's documentation; none where the file is missing. */
export function contractExamples(): ContractExample[] {
	if (!existsSync(CONTRACT)) return [];
	const content: unknown = JSON.parse(readFileSync(CONTRACT, 'utf8'));
	return (Array.isArray(content) ? content : []).filter(isJsonObject).map((entry) => ({
		doc: textIn(entry, 'doc'), heading: textIn(entry, 'heading'), request: textIn(entry, 'request'),
		...('json' in entry ? { json: entry['json'] } : {}),
		...(typeof entry['notValidJson'] === 'string' ? { notValidJson: entry['notValidJson'] } : {}),
	}));
}
