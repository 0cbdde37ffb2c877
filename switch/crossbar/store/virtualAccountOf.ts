import { isCallflow } from '../../../pivot/callflow/checkWalk';
import type { CallflowNode } from '../../../pivot/callflow/callflow';
import { isJsonObject, type JsonObject } from '../../../pivot/json';
import { readNumber } from '../../../pivot/time/gregorian';
import type { VirtualAccount } from '../../account';
import { flowOf, type AccountStore, type StoredDocument } from './accountStore';

/**
 * What the documents of an account mean to a call: stored callflows and the numbers that reach them, menus, voicemail
 * boxes, members of groups. Over that the account's own behaviour, over that `more`.
 */
export function virtualAccountOf(store: AccountStore, accountId: string, more: VirtualAccount = {}): VirtualAccount {
	const { behaviour = {} } = store.account(accountId) ?? {};
	const of = (resource: string) => store.documents(accountId, resource);
	const callflows = of('callflows').flatMap((document) => entryOf(document));
	return {
		...behaviour, ...more,
		callflows: { ...Object.fromEntries(callflows.map(({ id, flow }) => [id, flow])), ...behaviour.callflows, ...more.callflows },
		numbers: { ...Object.fromEntries(callflows.flatMap(({ numbers, flow }) => numbers.map((number) => [number, flow]))), ...behaviour.numbers, ...more.numbers },
		menus: { ...Object.fromEntries(of('menus').map(({ id, fields }) => [id, menuOf(fields)])), ...behaviour.menus, ...more.menus },
		voicemailBoxes: { ...Object.fromEntries(of('vmboxes').map(({ id }) => [id, {}])), ...behaviour.voicemailBoxes, ...more.voicemailBoxes },
		groups: { ...Object.fromEntries(of('groups').map(({ id, fields }) => [id, membersOf(fields)])), ...behaviour.groups, ...more.groups },
		endpoints: { ...behaviour.endpoints, ...more.endpoints },
	};
}

interface CallflowEntry {
	readonly id: string;
	readonly numbers: readonly string[];
	readonly flow: CallflowNode;
}

function entryOf(document: StoredDocument): CallflowEntry[] {
	const flow = flowOf(document);
	return isCallflow(flow) ? [{ id: document.id, numbers: textsIn(document.fields, 'numbers'), flow }] : [];
}

/** The texts of a list in a document. */
export function textsIn(fields: JsonObject, key: string): readonly string[] {
	const list = fields[key];
	return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

function menuOf(fields: JsonObject): NonNullable<VirtualAccount['menus']>[string] {
	const number = (key: string) => readNumber(fields[key]);
	const media = isJsonObject(fields['media']) ? fields['media'] : {};
	return {
		retries: number('retries'), timeoutMs: number('timeout'), maxExtensionLength: number('max_extension_length'), interdigitMs: number('interdigit_timeout'),
		hunt: fields['hunt'] !== false,
		...(typeof media['greeting'] === 'string' ? { greeting: media['greeting'] } : {}),
	};
}

function membersOf(fields: JsonObject): string[] {
	return isJsonObject(fields['endpoints']) ? Object.keys(fields['endpoints']) : [];
}
