/**
 * A number as it may stand in a log: `+1415•••0199`. Of short ones only the last digit is left.
 *
 * @param number a phone number, an extension or a SIP user
 */
export function maskNumber(number: string): string {
	if (number.length === 0) return '';
	if (number.length < 9) return `•••${number.slice(-1)}`;
	return `${number.slice(0, 5)}•••${number.slice(-4)}`;
}
