/**
 * Bytes as latin-1 text, one character a byte, which is how node hands over a request target.
 *
 * Text with characters beyond U+00FF cannot be bytes: it is taken as what it says and encoded as UTF-8.
 */
export function toBinary(input: string | Uint8Array): string {
	if (typeof input !== 'string') return Buffer.from(input).toString('latin1');
	return /[\u0100-\uFFFF]/.test(input) ? Buffer.from(input, 'utf8').toString('latin1') : input;
}

/** What the bytes say: UTF-8 where they are UTF-8, else latin-1, so that no byte is lost. */
export function readText(binary: string): string {
	if (!/[\u0080-\u00FF]/.test(binary)) return binary;
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(binary, 'latin1'));
	} catch {
		return binary;
	}
}

/** Undoes form encoding: `+` is a space, `%41` is A, an escape that is none stays as it stands. */
export function unescapeForm(binary: string): string {
	return readText(
		binary
			.replace(/\+/g, ' ')
			.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
	);
}
