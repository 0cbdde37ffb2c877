import type { INodeProperties } from 'n8n-workflow';
import type { ResourceKind } from '../../../crossbar/resources';
import type { Picker } from '../../../pivot/callflow/moduleDefinition';

/** How what has an id is picked, in the words of the editor. */
interface PickerWords {
	/** What the switch's API lists; absent: nothing yet, so the id is typed. */
	readonly kind?: ResourceKind;
	readonly one: string;
	/** Where the id may be something else too. */
	readonly byId?: { readonly title: string; readonly placeholder: string };
}

const PICKER_WORDS: Readonly<Record<Picker, PickerWords>> = {
	user: { kind: 'users', one: 'a user' },
	device: { kind: 'devices', one: 'a device' },
	vmbox: { kind: 'vmboxes', one: 'a voicemail box' },
	menu: { kind: 'menus', one: 'a menu' },
	media: { kind: 'media', one: 'a sound', byId: { title: 'By ID or URL', placeholder: 'https://example.com/welcome.mp3' } },
	callflow: { kind: 'callflows', one: 'a callflow' },
	conference: { kind: 'conferences', one: 'a conference' },
	queue: { kind: 'queues', one: 'a queue' },
	temporal_rule: { kind: 'temporal_rules', one: 'a time rule' },
	group: { kind: 'groups', one: 'a group' },
	directory: { kind: 'directories', one: 'a directory' },
	faxbox: { kind: 'faxboxes', one: 'a fax box' },
	list: { one: 'a list' },
	function: { one: 'a function' },
};

/** What can be listed, each once. */
export const PICKED_KINDS: readonly ResourceKind[] = Object.values(PICKER_WORDS).flatMap(({ kind }) => kind ?? []);

const SAMPLE_ID = '4a6863d1f8c04db6a2f0c9a0d5d6b3e1';

/**
 * A parameter that takes an id: from the switch's list with search, by hand, or from an expression. The method that lists has the
 * name of the kind.
 */
export function locator(picker: Picker): Pick<INodeProperties, 'type' | 'default' | 'modes' | 'placeholder'> {
	const { kind, one, byId = { title: 'By ID', placeholder: SAMPLE_ID } } = PICKER_WORDS[picker];
	if (kind === undefined) return { type: 'string', default: '', placeholder: byId.placeholder };
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list', placeholder: `Choose ${one}…`, typeOptions: { searchListMethod: kind, searchable: true } },
			{ displayName: byId.title, name: 'id', type: 'string', placeholder: byId.placeholder },
		],
	};
}
