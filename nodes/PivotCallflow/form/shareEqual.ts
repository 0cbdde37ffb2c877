/** Something that stands in several forms, and in which. */
export interface Shared<Item> {
	readonly item: Item;
	readonly owners: string[];
}

/**
 * Joins several lists into one in which equal items stand once, as far as the order of each list allows: the items of an owner
 * come in the order of its own list. Items are equal where their JSON is.
 */
export function shareEqual<Item>(lists: readonly { readonly owner: string; readonly items: readonly Item[] }[]): readonly Shared<Item>[] {
	const shared: Shared<Item>[] = [];
	const texts: string[] = [];
	for (const { owner, items } of lists) {
		let last = -1;
		for (const item of items) {
			const text = JSON.stringify(item);
			const standing = texts.indexOf(text, last + 1);
			if (standing >= 0) {
				shared[standing]?.owners.push(owner);
				last = standing;
			} else {
				last += 1;
				shared.splice(last, 0, { item, owners: [owner] });
				texts.splice(last, 0, text);
			}
		}
	}
	return shared;
}
