import { isJsonObject, type JsonObject, type JsonValue } from '../pivot/json';
import { pathOf } from './address';
import { readPages } from './paging';
import { textIn } from './readRow';
import type { Crossbar } from './session';

/** Something of an account to pick by name. */
export interface Resource {
	readonly id: string;
	/** Its id where it has no name. */
	readonly name: string;
	/** What tells it from others of the same name: an extension, a user name, numbers. */
	readonly detail?: string;
}

/** What can be picked; each is the word in the switch's address. */
export const RESOURCE_KINDS = [
	'users', 'devices', 'vmboxes', 'menus', 'media', 'callflows', 'groups', 'conferences', 'directories', 'faxboxes', 'temporal_rules', 'queues',
] as const;

export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** Which of them. */
export interface ResourceChoice {
	/** Part of the name or the detail; upper and lower case count alike. */
	readonly search?: string;
	/** Fields the switch itself is to compare, such as `{ owner_id: '…' }`. */
	readonly filter?: Readonly<Record<string, string>>;
}

/** The resources of a kind, by name. Rejects with a `CrossbarError`. */
export async function listResources(crossbar: Crossbar, accountId: string, kind: ResourceKind, choice: ResourceChoice = {}): Promise<Resource[]> {
	const query = Object.fromEntries(Object.entries(choice.filter ?? {}).map(([field, value]) => [`filter_${field}`, value]));
	const { items } = await readPages(crossbar, { method: 'GET', path: pathOf('accounts', accountId, kind), query });
	const wanted = choice.search?.trim().toLowerCase() ?? '';
	return items.map(resourceOf).filter((resource) => resource !== undefined)
		.filter(({ name, detail = '' }) => `${name}\n${detail}`.toLowerCase().includes(wanted))
		.sort((one, other) => one.name.localeCompare(other.name));
}

function resourceOf(row: JsonValue): Resource | undefined {
	if (!isJsonObject(row)) return undefined;
	const id = textIn(row, 'id');
	if (id === '') return undefined;
	const called = textIn(row, 'name') || [textIn(row, 'first_name'), textIn(row, 'last_name')].filter((part) => part !== '').join(' ');
	const detail = detailOf(row);
	const name = called || detail || id;
	return { id, name, ...(detail === '' || detail === name ? {} : { detail }) };
}

/** A box's extension, a user's or device's name at login, a callflow's numbers. */
function detailOf(row: JsonObject): string {
	const numbers = [row['numbers'], row['patterns']].flatMap((list) => (Array.isArray(list) ? list : [])).filter((entry) => typeof entry === 'string');
	return textIn(row, 'mailbox') || textIn(row, 'username') || numbers.join(', ') || textIn(row, 'device_type') || textIn(row, 'media_source');
}
