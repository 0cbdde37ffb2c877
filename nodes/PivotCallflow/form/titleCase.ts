const SMALL_WORDS: readonly string[] = ['a', 'an', 'and', 'as', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'that', 'the', 'to', 'when', 'with'];

/** A label in n8n's manner: "Keys that stop it" → "Keys that Stop It". What stands in brackets is left alone. */
export function titleCase(text: string): string {
	return text
		.split(' ')
		.map((word, position) => (position > 0 && SMALL_WORDS.includes(word) ? word : capital(word)))
		.join(' ');
}

function capital(word: string): string {
	if (/^ids?$/.test(word)) return word.replace('id', 'ID');
	return word.startsWith('(') ? word : word.charAt(0).toUpperCase() + word.slice(1);
}
