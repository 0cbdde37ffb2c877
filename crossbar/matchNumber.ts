import type { CallflowMatch, CallflowRow } from './callflowDocument';

/**
 * The callflows a number leads to: by the number as written, then by its E.164 form, then by a pattern, which is the switch's
 * own order of numbers before patterns. A ten-digit number is taken for a North American one, as the switch does by default.
 */
export function matchNumber(rows: readonly CallflowRow[], given: string): CallflowMatch[] {
	const number = given.replace(/[\s().-]/g, '');
	if (number === '' || number.length > MAX_DIGITS) return [];
	const wanted = toE164(number);
	const matches = rows.flatMap((row): CallflowMatch[] => {
		const exact = row.numbers.find((one) => one === number || one === given);
		if (exact !== undefined) return [{ row, by: 'number', matched: exact }];
		const same = wanted === undefined ? undefined : row.numbers.find((one) => toE164(one) === wanted);
		if (same !== undefined) return [{ row, by: 'e164', matched: same }];
		const pattern = row.patterns.find((one) => fits(one, number) || (wanted !== undefined && fits(one, wanted)));
		return pattern === undefined ? [] : [{ row, by: 'pattern', matched: pattern }];
	});
	return matches.sort((one, other) => RANKS[one.by] - RANKS[other.by]);
}

/** Longer than any number; patterns of strangers are not tried on more. */
const MAX_DIGITS = 64;

const RANKS: Readonly<Record<CallflowMatch['by'], number>> = { number: 0, e164: 1, pattern: 2 };

/** `+` and digits; undefined for extensions and feature codes. */
export function toE164(number: string): string | undefined {
	const bare = number.replace(/[\s().-]/g, '');
	if (/^\+\d{6,15}$/.test(bare)) return bare;
	if (/^00\d{6,15}$/.test(bare)) return `+${bare.slice(2)}`;
	if (/^1\d{10}$/.test(bare)) return `+${bare}`;
	return /^[2-9]\d{9}$/.test(bare) ? `+1${bare}` : undefined;
}

/** A pattern this machine's reader does not know matches nothing here; the switch may still take it. */
function fits(pattern: string, number: string): boolean {
	try {
		return new RegExp(pattern).test(number);
	} catch {
		return false;
	}
}
