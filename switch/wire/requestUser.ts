/** Number forms the switch rewrites to E.164 (KAZOO's default `e164_converters`), in the order they are tried. */
const CONVERTERS: readonly (readonly [form: RegExp, prefix: string])[] = [
	[/^(?:\+?1)?([2-9][0-9]{2}[2-9][0-9]{6})$/, '+1'],
	[/^(?:011|00)(\d{5,})$/, '+'],
	[/^([2-9]\d{7,})$/, '+'],
];

/** The user part of the request URI as the switch keeps it: E.164 where it looks like a number, unless it begins with `*`. */
export function requestUser(user: string): string {
	if (user.startsWith('*')) return user;
	for (const [form, prefix] of CONVERTERS) {
		const number = form.exec(user)?.[1];
		if (number !== undefined) return prefix + number;
	}
	return user;
}
