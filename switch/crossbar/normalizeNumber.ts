/**
 * A number as the switch's default converter stores it: North American numbers of ten digits, with or without `1` or `+1`
 * before them, and international ones dialled with `00` or `011`, get a `+`. Anything else, an extension say, stays.
 */
export function normalizeNumber(number: string): string {
	const american = /^(?:\+?1)?([2-9]\d{2}[2-9]\d{6})$/.exec(number);
	if (american !== null) return `+1${american[1] ?? ''}`;
	const abroad = /^(?:011|00)(\d+)$/.exec(number);
	return abroad === null ? number : `+${abroad[1] ?? ''}`;
}
