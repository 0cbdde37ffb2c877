/**
 * A number as the switch writes it into a form: whole numbers in decimal, others as mochiweb's `mochinum:digits/1`
 * prints them, `1.0e+21` for instance (capture kazoo-get-cav-scalars).
 *
 * JavaScript does not know 5.0 from 5; a whole number too large to be exact is taken for a float.
 */
export function formNumber(value: number): string {
	if (Number.isSafeInteger(value)) return String(value);
	const sign = value < 0 ? '-' : '';
	const { digits, place } = shortestDigits(Math.abs(value));
	return sign + placeDigits(digits, place);
}

/** A number as the switch's JSON encoder (jiffy) writes it: whole floats keep their `.0`. */
export function jsonNumber(value: number): string {
	const text = String(value === 0 ? 0 : value);
	return Number.isSafeInteger(value) || /[.e]/.test(text) ? text : `${text}.0`;
}

/** The shortest digits that name a positive number, and how many of them stand before the point. */
function shortestDigits(value: number): { digits: string; place: number } {
	const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
	return { digits: mantissa.replace('.', ''), place: Number(exponent) + 1 };
}

function placeDigits(digits: string, place: number): string {
	const zeros = place - digits.length;
	if (place > 0 && zeros < 0) return `${digits.slice(0, place)}.${digits.slice(place)}`;
	if (place > 0 && zeros < 6) return `${digits}${'0'.repeat(zeros)}.0`;
	if (place <= 0 && place > -6) return `0.${'0'.repeat(-place)}${digits}`;
	const exponent = `${place < 0 ? 'e-' : 'e+'}${Math.abs(place - 1)}`;
	return `${digits.slice(0, 1)}.${digits.slice(1) || '0'}${exponent}`;
}
