import type { JsonObject } from '../../../pivot/json';
import { validationFault } from '../http/apiFault';
import type { ApiRequest } from '../http/exchange';
import type { Route } from '../http/routes';
import type { CrossbarHouse } from '../house';
import type { StoredDocument } from '../store/accountStore';
import { textsIn } from '../store/virtualAccountOf';
import { documentKinds } from './documentKinds';
import { listReply, type ListRow } from './listReply';

const QUERIES = ['name', 'name_and_number', 'number'] as const;
type Query = (typeof QUERIES)[number];

/**
 * `GET …/search?t=TYPE&q=QUERY&v=VALUE`: documents whose name or number begins with a value. Names and numbers are compared
 * in lower case, letters and digits only; the value is taken as it is, so that `+1415` finds nothing and `1415` does.
 */
export function searchRoutes(house: CrossbarHouse): readonly Route[] {
	return [{
		method: 'GET', pattern: 'accounts/{account}/search', access: 'account',
		handle(request, account) {
			const type = wanted(request, 't', 'Search needs a document type to search on');
			const query = queryIn(request);
			const value = wanted(request, 'v', 'Search needs a value to search with');
			const documents = documentKinds().filter((kind) => kind.type === type).flatMap((kind) => house.store.documents(account.id, kind.resource));
			return listReply(house, request, documents.flatMap((document) => rowsOf(document, query)).filter(({ key }) => String(key).startsWith(value)));
		},
	}];
}

function wanted({ query }: ApiRequest, name: string, message: string): string {
	const value = query.get(name);
	if (value === null) throw validationFault({ [name]: { required: { message } } });
	return value;
}

function queryIn(request: ApiRequest): Query {
	const cause = wanted(request, 'q', 'Search needs a view to search in');
	const query = QUERIES.find((one) => one === cause);
	if (query === undefined) throw validationFault({ q: { enum: { message: 'Value not found in enumerated list of values', target: [...QUERIES], cause } } });
	return query;
}

function rowsOf({ id, fields }: StoredDocument, query: Query): ListRow[] {
	const { first_name: first, last_name: last, name } = fields;
	const person = [first, last].filter((part) => typeof part === 'string').join(' ');
	const called = person === '' && typeof name === 'string' ? name : person;
	const row: JsonObject = { id, name: called === '' ? id : called, ...(fields['numbers'] === undefined ? {} : { numbers: fields['numbers'] }) };
	const byName = { key: plain(called === '' ? id : called), row };
	const byNumber = textsIn(fields, 'numbers').map((number) => ({ key: plain(number), row }));
	if (query === 'name') return [byName];
	return query === 'number' ? byNumber : [byName, ...byNumber];
}

function plain(text: string): string {
	return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
