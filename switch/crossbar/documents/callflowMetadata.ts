import { isJsonObject, type JsonObject, type JsonValue } from '../../../pivot/json';
import type { AccountStore } from '../store/accountStore';
import { documentKinds } from './documentKinds';

/**
 * What the API adds to a callflow it shows: name and type of the documents its steps and children name. It is not part of
 * the document.
 */
export function callflowMetadata(store: AccountStore, accountId: string, flow: JsonValue | undefined): JsonObject {
	return Object.fromEntries(idsIn(flow).flatMap((id) => {
		const named = nameOf(store, accountId, id);
		return named === undefined ? [] : [[id, named]];
	}));
}

function nameOf(store: AccountStore, accountId: string, id: string): JsonObject | undefined {
	for (const { resource, type } of documentKinds()) {
		const fields = store.document(accountId, resource, id)?.fields;
		if (fields === undefined) continue;
		const text = (key: string) => (typeof fields[key] === 'string' ? fields[key] : '');
		return { name: type === 'user' ? `${text('first_name')} ${text('last_name')}` : text('name'), pvt_type: type };
	}
	return undefined;
}

function idsIn(node: JsonValue | undefined): string[] {
	if (!isJsonObject(node)) return [];
	const data = isJsonObject(node['data']) ? Object.entries(node['data']) : [];
	const children = isJsonObject(node['children']) ? Object.entries(node['children']) : [];
	return [
		...data.flatMap(([key, value]) => ((key === 'id' || key.includes('_id')) && typeof value === 'string' ? [value] : [])),
		...children.flatMap(([key, child]) => [key, ...idsIn(child)]),
	];
}
