/** A variable's name may have this many characters. */
export const MAX_KEY_LENGTH = 64;

/**
 * Why a custom application var of this name would not come back as it was set; undefined: it will (reference
 * "kazoo-pivot" §4.4 and §8.1).
 *
 * The switch sends names unencoded, and call records rewrite them: only lower_snake_case is the same everywhere.
 */
export function keyProblem(key: string): string | undefined {
	const why = reason(key);
	if (why === undefined) return undefined;
	const better = suggestion(key);
	return `“${key}” cannot be the name of a variable: ${why}.${better === undefined ? '' : ` Write “${better}”.`}`;
}

function reason(key: string): string | undefined {
	if (key === '') return 'it is empty';
	if (key.length > MAX_KEY_LENGTH) return `it is longer than ${MAX_KEY_LENGTH} characters`;
	if (/[[\]&=#?%+\s]/.test(key)) return 'the switch does not encode names, so a space or one of [ ] & = # ? % + breaks its next request';
	if (/[A-Z]/.test(key)) return 'call records and events write capital letters small';
	if (key.includes('-')) return 'call records and events turn - into _';
	if (/[^a-z0-9_]/.test(key)) return 'the switch does not encode names, so only a to z, 0 to 9 and _ are safe in one';
	if (/^\d/.test(key)) return 'a name that begins with a digit is taken for a place in a list';
	return key in {} ? 'programs on the way drop a name that means something to them' : undefined;
}

/** The same name as it would survive, where there is one. */
function suggestion(key: string): string | undefined {
	if (!/^[A-Za-z][ -~]*$/.test(key)) return undefined;
	const snake = key
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/_+$/, '');
	return snake !== key && reason(snake) === undefined ? snake : undefined;
}
