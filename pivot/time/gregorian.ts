/** Seconds between year 0 of the Gregorian calendar and the Unix epoch (reference "kazoo-pivot" §10.1). */
export const GREGORIAN_OFFSET_SECONDS = 62_167_219_200;

/** Gregorian seconds as Unix milliseconds. Takes numbers and numeric text; anything else is `undefined`. */
export function unixMsOf(gregorianSeconds: unknown): number | undefined {
	const seconds = readNumber(gregorianSeconds);
	return seconds === undefined ? undefined : Math.round((seconds - GREGORIAN_OFFSET_SECONDS) * 1000);
}

/** Unix milliseconds as whole gregorian seconds, rounded down. */
export function gregorianSecondsOf(unixMs: number): number {
	return Math.floor(unixMs / 1000) + GREGORIAN_OFFSET_SECONDS;
}

/** A finite number, given as number or as text: streamed lists send their numbers as text (reference "kazoo-pivot" §11.4). */
export function readNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !/^\s*[+-]?\d+(\.\d+)?\s*$/.test(value)) return undefined;
	return Number(value);
}
