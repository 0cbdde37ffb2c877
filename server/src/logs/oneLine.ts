/** What strangers wrote may stand in a line for people: no line breaks, no control characters. */
export function oneLine(text: string): string {
	return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
