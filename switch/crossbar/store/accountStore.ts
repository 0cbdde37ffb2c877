import { createHash, randomBytes } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../../pivot/json';
import type { VirtualAccount } from '../../account';
import { documentKinds } from '../documents/documentKinds';
import type { AccountSeed, SeedDocument } from './accountSeed';
import { createDebugLog, type DebugLog } from './debugLog';
import { sampleAccounts } from './sampleAccount';

/** An account on the virtual switch. */
export interface Account {
	/** 32 hex digits. */
	readonly id: string;
	readonly name: string;
	readonly realm: string;
	/** 64 characters. */
	readonly apiKey: string;
	readonly language: string;
	readonly timezone: string;
	readonly isReseller: boolean;
	/** Ids of the accounts above, the topmost first. */
	readonly tree: readonly string[];
	readonly behaviour: VirtualAccount;
	/** Unix ms. */
	readonly createdAtMs: number;
}

/** A document of an account. */
export interface StoredDocument {
	readonly id: string;
	/** As the API shows it, without its id. */
	readonly fields: JsonObject;
	/** Counts from 1. */
	readonly revision: number;
	/** Unix ms. */
	readonly createdAtMs: number;
	/** Unix ms. */
	readonly modifiedAtMs: number;
	/** Of a user who can log in: hashes of `username:password`, the user name in lower case. */
	readonly credentials?: Credentials;
}

export interface Credentials {
	readonly md5: string;
	readonly sha: string;
}

/** Everything the virtual switch knows: its API shows and changes it, calls run by it. In memory. */
export interface AccountStore {
	/** The time, Unix ms: that of tokens, documents and the debug log. */
	readonly now: () => number;
	/** The account to use where nobody says which. */
	readonly primary: Account;
	readonly accounts: () => readonly Account[];
	readonly account: (id: string) => Account | undefined;
	/** Documents of a kind, such as `users`, in no particular order. */
	readonly documents: (accountId: string, resource: string) => readonly StoredDocument[];
	readonly document: (accountId: string, resource: string, id: string) => StoredDocument | undefined;
	/** Writes a document unchecked; a new one where `id` is not there yet. A user's `password` is kept as hashes only. */
	readonly save: (accountId: string, resource: string, fields: JsonObject, id?: string) => StoredDocument;
	/** @returns the document that was there */
	readonly remove: (accountId: string, resource: string, id: string) => StoredDocument | undefined;
	readonly debugLog: (accountId: string) => DebugLog;
}

export interface AccountStoreSettings {
	/** Default: the sample accounts. The first is the primary one. */
	readonly accounts?: readonly AccountSeed[];
	/** Unix ms. Default: the real time. */
	readonly now?: () => number;
	/** Makes ids of documents, 32 hex digits. Default: by chance. */
	readonly newId?: () => string;
}

interface AccountShelf {
	readonly account: Account;
	readonly documents: ReadonlyMap<string, Map<string, StoredDocument>>;
	readonly debugLog: DebugLog;
}

/** A store with these accounts in it. Throws where none is given or a kind of document is unknown. */
export function createAccountStore(settings: AccountStoreSettings = {}): AccountStore {
	const { accounts: seeds = sampleAccounts(), now = Date.now, newId = () => randomBytes(16).toString('hex') } = settings;
	const shelves = new Map<string, AccountShelf>();
	const shelfOf = (accountId: string): AccountShelf => {
		const shelf = shelves.get(accountId);
		if (shelf === undefined) throw new Error(`There is no account ${accountId} on the virtual switch.`);
		return shelf;
	};
	const shelfFor = (accountId: string, resource: string): Map<string, StoredDocument> => {
		const documents = shelfOf(accountId).documents.get(resource);
		if (documents === undefined) throw new Error(`The virtual switch keeps no “${resource}”.`);
		return documents;
	};
	const save = (accountId: string, resource: string, given: JsonObject, id = newId()): StoredDocument => {
		const documents = shelfFor(accountId, resource);
		const before = documents.get(id);
		const { fields, credentials = before?.credentials } = resource === 'users' ? withoutPassword(given) : { fields: given };
		const document: StoredDocument = {
			id, fields, revision: (before?.revision ?? 0) + 1, createdAtMs: before?.createdAtMs ?? now(), modifiedAtMs: now(),
			...(credentials === undefined ? {} : { credentials }),
		};
		documents.set(id, document);
		return document;
	};
	const add = (seed: AccountSeed, tree: readonly string[]): void => {
		const account = accountOf(seed, tree, now());
		shelves.set(account.id, { account, documents: new Map(documentKinds().map((kind) => [kind.resource, new Map()])), debugLog: createDebugLog(newId) });
		for (const [resource, documents] of Object.entries(seed.documents ?? {})) {
			for (const document of documents ?? []) saveSeed(document, (fields, id) => save(account.id, resource, fields, id));
		}
		for (const below of seed.accounts ?? []) add(below, [...tree, account.id]);
	};
	for (const seed of seeds) add(seed, []);
	const [first] = shelves.values();
	if (first === undefined) throw new Error('A virtual switch has at least one account.');

	return {
		now, save,
		primary: first.account,
		accounts: () => [...shelves.values()].map((shelf) => shelf.account),
		account: (id) => shelves.get(id)?.account,
		documents: (accountId, resource) => [...shelfFor(accountId, resource).values()],
		document: (accountId, resource, id) => shelfFor(accountId, resource).get(id),
		remove(accountId, resource, id) {
			const document = shelfFor(accountId, resource).get(id);
			shelfFor(accountId, resource).delete(id);
			return document;
		},
		debugLog: (accountId) => shelfOf(accountId).debugLog,
	};
}

function accountOf(seed: AccountSeed, tree: readonly string[], createdAtMs: number): Account {
	const { name, realm, language = 'en-us', timezone = 'UTC', isReseller = false, behaviour = {} } = seed;
	return {
		id: seed.id ?? digest('md5', `account ${realm}`), name, realm, language, timezone, isReseller, behaviour, tree, createdAtMs,
		apiKey: seed.apiKey ?? digest('sha256', `api key ${realm}`),
	};
}

function saveSeed({ id, ...fields }: SeedDocument, save: (fields: JsonObject, id?: string) => void): void {
	if (typeof id === 'string') save(fields, id);
	else save(fields);
}

function withoutPassword({ password, ...fields }: JsonObject): { fields: JsonObject; credentials?: Credentials } {
	const { username } = fields;
	if (typeof password !== 'string' || typeof username !== 'string') return { fields };
	const pair = `${username.toLowerCase()}:${password}`;
	return { fields, credentials: { md5: digest('md5', pair), sha: digest('sha1', pair) } };
}

function digest(algorithm: 'md5' | 'sha1' | 'sha256', text: string): string {
	return createHash(algorithm).update(text, 'utf8').digest('hex');
}

/** A document as the API shows it. */
export function shown({ id, fields }: StoredDocument): JsonObject {
	return { ...fields, id };
}

/** The node of a stored callflow's root, `undefined` where it has none. */
export function flowOf(document: StoredDocument): JsonObject | undefined {
	const { flow } = document.fields;
	return isJsonObject(flow) ? flow : undefined;
}
