/**
 * The text of a body, a byte-order mark included; undefined where the bytes are not UTF-8. The switch makes one text of all
 * chunks before anything else (captures `json-latin1-body`, `http-chunk-boundary-inside-utf8-char`).
 */
export function decodeUtf8(body: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
	} catch {
		return undefined;
	}
}
