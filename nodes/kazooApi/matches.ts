/** Whether one of the texts holds what was typed into a picker; everything does while nothing was typed. */
export function matches(filter: string | undefined, ...texts: readonly (string | undefined)[]): boolean {
	const wanted = (filter ?? '').trim().toLowerCase();
	return texts.some((text) => text?.toLowerCase().includes(wanted) === true);
}
