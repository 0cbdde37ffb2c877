import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../pivot/json';
import { badIdentifier } from '../http/apiFault';
import { paramOf, type ApiReply, type ApiRequest } from '../http/exchange';
import type { Route } from '../http/routes';
import { dataOf } from '../http/validated';
import type { CrossbarHouse } from '../house';
import { shown, type Account, type StoredDocument } from '../store/accountStore';
import { callflowMetadata } from './callflowMetadata';
import type { DocumentKind } from './documentKinds';
import { passesFilters } from './filters';
import { listReply } from './listReply';
import { mergePatch } from './mergePatch';
import { validateDocument } from './validateDocument';

/** Lists a kind of document, creates, shows, replaces, patches and deletes one. */
export function documentRoutes(house: CrossbarHouse, kind: DocumentKind): readonly Route[] {
	const { store } = house;
	const { resource } = kind;
	const pattern = `accounts/{account}/${resource}`;
	const one = `${pattern}/{id}`;
	const existing = (request: ApiRequest, account: Account): StoredDocument => {
		const id = paramOf(request, 'id');
		const document = store.document(account.id, resource, id);
		if (document === undefined) throw badIdentifier(id);
		return document;
	};
	const write = (account: Account, data: JsonObject, id?: string): StoredDocument =>
		store.save(account.id, resource, validateDocument(house, kind, data, { accountId: account.id, id }), id);

	return [
		{
			method: 'GET', pattern, access: 'account',
			handle: (request, account) => listReply(house, request, store.documents(account.id, resource)
				.filter((document) => passesFilters(document, request.query))
				.map((document) => ({ key: kind.key?.(document.fields) ?? document.id, row: rowOf(kind, document) }))),
		},
		{
			method: 'PUT', pattern, access: 'account',
			handle(request, account) {
				const document = write(account, dataOf(request));
				return { ...documentReply(document), status: 201, location: document.id };
			},
		},
		{
			method: 'GET', pattern: one, access: 'account',
			handle(request, account) {
				const document = existing(request, account);
				const metadata = kind.type === 'callflow' ? { metadata: callflowMetadata(store, account.id, document.fields['flow']) } : {};
				return documentReply(document, metadata);
			},
		},
		{
			method: 'POST', pattern: one, access: 'account',
			handle: (request, account) => documentReply(write(account, dataOf(request), existing(request, account).id)),
		},
		{
			method: 'PATCH', pattern: one, access: 'account',
			handle(request, account) {
				const { id, fields } = existing(request, account);
				return documentReply(write(account, mergePatch(fields, dataOf(request)), id));
			},
		},
		{
			method: 'DELETE', pattern: one, access: 'account',
			handle(request, account) {
				const document = existing(request, account);
				store.remove(account.id, resource, document.id);
				return documentReply(document);
			},
		},
	];
}

function rowOf(kind: DocumentKind, { id, fields }: StoredDocument): JsonObject {
	const row: JsonObject = { id };
	for (const [key, value] of Object.entries(kind.row(fields))) if (value !== undefined) row[key] = value;
	return { ...row, flags: fields['flags'] ?? [] };
}

function documentReply(document: StoredDocument, more: JsonObject = {}): ApiReply {
	const hash = createHash('md5').update(JSON.stringify(document.fields)).digest('hex');
	return { data: { ...shown(document), ...more }, revision: `${document.revision}-${hash}` };
}
