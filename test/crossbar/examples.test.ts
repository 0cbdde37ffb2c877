import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from '../../pivot/json';
import type { DebugDocument } from '../../switch/callResult';
import { createAccountStore, sampleId, startCrossbar, type RunningCrossbar } from '../../switch/crossbar';
import { ask, logIn, sampleLogin, textOf, type AccountClient, type Answer } from '../../switch/crossbar/testing/client';
import { contractExamples, examplesMissing } from './documentedExamples';

const missing = examplesMissing();

const CALL_ID = '829597750@10.26.0.158';

function debugDocuments(): DebugDocument[] {
	return [
		{ method: 'get', uri: 'https://pivot.example/callflow', req_headers: {}, req_body: '' },
		{ resp_status_code: '404', resp_headers: { 'content-length': '13', 'content-type': 'text/html', date: 'fri, 30 may 2014 20:42:53 gmt', server: 'apache' }, resp_body: '<html></html>' },
	].map((fields) => ({ storedAtMs: Date.now(), document: { call_id: CALL_ID, iteration: 1, ...fields } }));
}

let crossbar: RunningCrossbar;
let early: RunningCrossbar;
let acme: AccountClient;
beforeAll(async () => {
	const store = createAccountStore();
	store.debugLog(store.primary.id).add(debugDocuments());
	crossbar = await startCrossbar({ store });
	early = await startCrossbar({ store, pivotApi: 'early' });
	acme = await logIn(crossbar);
});
afterAll(async () => {
	await crossbar.close();
	await early.close();
});

/** The documented answer under a heading, mended where a comma too many makes it no JSON. */
function documented(heading: string): JsonObject {
	const example = contractExamples().find((one) => one.heading === heading);
	const answer: unknown = example?.json ?? JSON.parse((example?.notValidJson ?? '').replace(/,(\s*})/g, '$1'));
	if (!isJsonObject(answer)) throw new Error(`No answer is documented under “${heading}”.`);
	return answer;
}

/** Keys of the documented value that ours lacks, at any depth; each item of a list is compared with one of ours. */
function lacking(theirs: JsonValue, ours: JsonValue | undefined, path = ''): string[] {
	if (Array.isArray(theirs)) return theirs.flatMap((item) => bestOf((Array.isArray(ours) ? ours : []).map((own) => lacking(item, own, `${path}[]`)), `${path}[]`));
	if (!isJsonObject(theirs)) return [];
	if (!isJsonObject(ours)) return [path];
	return Object.entries(theirs).flatMap(([key, value]) => (key in ours ? lacking(value, ours[key], `${path}.${key}`) : [`${path}.${key}`]));
}

/** The comparison with the fewest lacking keys. */
function bestOf(comparisons: readonly string[][], path: string): string[] {
	return comparisons.toSorted((one, other) => one.length - other.length)[0] ?? [path];
}

const BOX: JsonObject = {
	name: 'VMBox 0', require_pin: true, is_setup: false, pin: '0000', mailbox: '3000', timezone: 'America/Los_Angeles', check_if_owner: true, delete_after_notify: false,
	not_configurable: false, notify_email_addresses: [], save_after_notify: false, skip_greeting: false, skip_instructions: false, owner_id: sampleId('user ann'), media: {},
};

async function newBox(): Promise<string> {
	const { document } = await acme.put('/vmboxes', { ...BOX, mailbox: String(3000 + crossbar.store.documents(acme.account.id, 'vmboxes').length) });
	return `/vmboxes/${textOf(document['id'])}`;
}

const ANSWERS: Readonly<Record<string, () => Promise<Answer>>> = {
	Fetch: () => acme.get('/vmboxes'),
	'Create a new voicemail box': () => acme.put('/vmboxes', BOX),
	'Fetch a voicemail box': async () => acme.get(await newBox()),
	'Patch a voicemail box': async () => acme.patch(await newBox(), { some_key: 'some_value' }),
	'Change a voicemail box\'s settings': async () => acme.post(await newBox(), { ...BOX, mailbox: '3999' }),
	'Remove a voicemail box': async () => acme.remove(await newBox()),
	'Creating SHA1 User/Pass credentials hash': () => ask(crossbar, 'PUT', '/user_auth', { data: sampleLogin() }),
	'Fetch Token Auth Information': async () => {
		const token = textOf((await ask(crossbar, 'PUT', '/user_auth', { data: sampleLogin() })).body['auth_token']);
		return ask(crossbar, 'GET', `/user_auth/${token}`, undefined, { 'x-auth-token': token });
	},
	'Fetch a List of Debug UUIDs': () => acme.get('/pivot/debug'),
};

describe.skipIf(missing !== undefined)(`the answers the API's documentation shows${missing === undefined ? '' : ` (${missing})`}`, () => {
	it.each(Object.entries(ANSWERS))('“%s”: ours has the same keys', async (heading, answerOf) => {
		const answer = await answerOf();
		expect(answer.status).toBeLessThan(300);
		const theirs = documented(heading);
		expect(lacking(theirs, answer.body).filter((path) => !path.startsWith('.data.apps'))).toEqual([]);
		expect(answer.body['status']).toBe('success');
	});

	it('the debug log of a call: the same documents as a switch of that time, the same fields as one of today', async () => {
		const theirs = documented('Fetch Debug Logs for a UUID');
		const path = `/pivot/debug/${encodeURIComponent(CALL_ID)}`;
		const then = await ask(early, 'GET', `/accounts/${acme.account.id}${path}`, undefined, { 'x-auth-token': (await logIn(early)).token });
		const keys = (value: JsonValue | undefined) => (Array.isArray(value) ? value : []).map((item) => Object.keys(isJsonObject(item) ? item : {}).sort().join()).sort();
		expect(keys(then.data)).toEqual(keys(theirs['data']));
		expect(lacking(theirs, (await acme.get(path)).body)).toEqual([]);
	});

	it('an error has the same keys', async () => {
		const lacks = lacking(documented('Unknown `{RESET_ID}`'), (await acme.get('/menus/nothing')).body);
		expect(lacks.filter((path) => !path.startsWith('.data'))).toEqual([]);
	});
});
