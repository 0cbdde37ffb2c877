import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonValue } from '../../pivot/json';
import { createAccountStore, sampleId, SAMPLE_LOGIN, startCrossbar, type RunningCrossbar } from '../../switch/crossbar';
import { ask, credentialsOf, logIn, type AccountClient, type Answer } from '../../switch/crossbar/testing/client';
import { casesOf } from '../switchSchemas/cases';
import { switchValidator } from '../switchSchemas/validator';
import { describedOperations, describedSchemas, descriptionMissing, isAsDescribed, type DescribedOperation } from './contractDescription';

const missing = descriptionMissing();

/** What comes with the events, and what nobody asks a virtual switch for. */
const NOT_SERVED = /\/(sms|mms|webhooks|cdrs|recordings|channels)\b|\/messages\b|\/media\/(languages|prompts)|\/raw$|\/recovery$|\/about$/;
/** Its token is described as 32 hex digits, as no switch with signed tokens has them. */
const TOKEN_IN_PATH = 'GET /user_auth/{AUTH_TOKEN}';

const CALL_ID = 'aabbccdd-0011-4455';
const served = describedOperations().filter(({ path, name }) => !NOT_SERVED.test(path) && name !== TOKEN_IN_PATH);

let crossbar: RunningCrossbar;
let acme: AccountClient;
beforeAll(async () => {
	const store = createAccountStore();
	store.debugLog(store.primary.id).add([{ storedAtMs: Date.now(), document: { call_id: CALL_ID, iteration: 1, uri: 'https://pivot.example', method: 'get' } }]);
	crossbar = await startCrossbar({ store });
	acme = await logIn(crossbar);
});
afterAll(() => crossbar.close());

/** A valid value for every parameter. Documents are made anew, so that they may be deleted. */
function parametersFor(operation: DescribedOperation): Record<string, string> {
	const made = (resource: string, fields: Record<string, JsonValue>) => crossbar.store.save(acme.account.id, resource, fields).id;
	const values: Record<string, () => string> = {
		ACCOUNT_ID: () => acme.account.id,
		'X-Auth-Token': () => acme.token,
		UUID: () => CALL_ID,
		CALLFLOW_ID: () => made('callflows', { numbers: ['9000'], flow: { module: 'hangup', data: {} } }),
		VM_BOX_ID: () => made('vmboxes', { name: 'Box', mailbox: '9000' }),
		MEDIA_ID: () => made('media', { name: 'Tune', media_source: 'upload' }),
	};
	return Object.fromEntries(Object.keys(operation.parameters).map((name) => [name, values[name]?.() ?? '']));
}

/** A valid `data` for every schema. */
function dataFor(schema: string): JsonValue {
	const values: Record<string, JsonValue> = {
		callflows: { name: 'Contract', numbers: ['9001'], flow: { module: 'pivot', data: { voice_url: 'https://pivot.example/ivr' } } },
		vmboxes: { name: 'Contract', mailbox: '9001' },
		media: { name: 'Contract', media_source: 'upload' },
		user_auth: { credentials: credentialsOf(SAMPLE_LOGIN.username, SAMPLE_LOGIN.password), account_name: 'Acme' },
		api_auth: { api_key: acme.account.apiKey },
	};
	return values[schema] ?? {};
}

async function send({ method, path, data }: DescribedOperation, parameters: Readonly<Record<string, string>>): Promise<Answer> {
	const { 'X-Auth-Token': token = path === '/token_auth' ? acme.token : undefined } = parameters;
	const where = path.replace(/\{(\w+)\}/g, (_match, name: string) => encodeURIComponent(parameters[name] ?? ''));
	return ask(crossbar, method, where, data === undefined ? undefined : { data: dataFor(data) }, token === undefined ? {} : { 'x-auth-token': token });
}

async function tidyUp(): Promise<void> {
	for (const resource of ['callflows', 'vmboxes']) {
		for (const { id, fields } of crossbar.store.documents(acme.account.id, resource)) {
			if (JSON.stringify(fields).includes('900')) crossbar.store.remove(acme.account.id, resource, id);
		}
	}
	acme = await logIn(crossbar);
}

describe.skipIf(missing !== undefined)(`the switch's own description of its API${missing === undefined ? '' : ` (${missing})`}`, () => {
	it('is served where the virtual switch has what it is about', () => {
		expect(served.map(({ name }) => name)).toEqual([
			'GET /accounts/{ACCOUNT_ID}/pivot/debug', 'GET /accounts/{ACCOUNT_ID}/pivot/debug/{UUID}',
			'GET /accounts/{ACCOUNT_ID}/vmboxes', 'PUT /accounts/{ACCOUNT_ID}/vmboxes',
			'DELETE /accounts/{ACCOUNT_ID}/vmboxes/{VM_BOX_ID}', 'GET /accounts/{ACCOUNT_ID}/vmboxes/{VM_BOX_ID}',
			'PATCH /accounts/{ACCOUNT_ID}/vmboxes/{VM_BOX_ID}', 'POST /accounts/{ACCOUNT_ID}/vmboxes/{VM_BOX_ID}',
			'PUT /user_auth', 'PUT /api_auth', 'DELETE /token_auth', 'GET /token_auth',
			'GET /accounts/{ACCOUNT_ID}/callflows', 'PUT /accounts/{ACCOUNT_ID}/callflows',
			'DELETE /accounts/{ACCOUNT_ID}/callflows/{CALLFLOW_ID}', 'GET /accounts/{ACCOUNT_ID}/callflows/{CALLFLOW_ID}',
			'PATCH /accounts/{ACCOUNT_ID}/callflows/{CALLFLOW_ID}', 'POST /accounts/{ACCOUNT_ID}/callflows/{CALLFLOW_ID}',
			'GET /accounts/{ACCOUNT_ID}/media', 'PUT /accounts/{ACCOUNT_ID}/media',
			'DELETE /accounts/{ACCOUNT_ID}/media/{MEDIA_ID}', 'GET /accounts/{ACCOUNT_ID}/media/{MEDIA_ID}', 'POST /accounts/{ACCOUNT_ID}/media/{MEDIA_ID}',
		]);
	});

	describe.each(served)('$name', (operation) => {
		it('takes a request as described, and answers as described', async () => {
			const parameters = parametersFor(operation);
			for (const [name, schema] of Object.entries(operation.parameters)) expect([name, isAsDescribed(schema, parameters[name])]).toEqual([name, true]);
			if (operation.data !== undefined) {
				const schemas = describedSchemas();
				expect(switchValidator(schemas)(schemas.get(operation.data) ?? {}, dataFor(operation.data)).accepted).toBe(true);
			}
			const answer = await send(operation, parameters);
			const creates = operation.method === 'PUT' && operation.path.startsWith('/accounts');
			expect([answer.status, answer.body['error']]).toEqual([creates ? 201 : 200, undefined]);
			expect(isAsDescribed(operation.answer, answer.body)).toBe(true);
			if (creates) expect(answer.headers.get('location')).toMatch(/^[0-9a-f]{32}$/);
			await tidyUp();
		});

		it('refuses tokens and ids that are not as described', async () => {
			for (const [name, schema] of Object.entries(operation.parameters)) {
				const wrong = name === 'UUID' ? '' : 'too-short';
				expect(isAsDescribed(schema, wrong)).toBe(false);
				const { status } = await send(operation, { ...parametersFor(operation), [name]: wrong });
				if (name !== 'UUID') expect([name, status]).toEqual([name, name === 'X-Auth-Token' ? 401 : 404]);
			}
			await tidyUp();
		});
	});
});

/** Rules the switch has beyond its schemas. */
const BEYOND_SCHEMAS = new Set(['unique', 'not_found']);

/** Whether the server found nothing in `data` that a schema forbids. */
function isTaken({ status, document }: Answer): boolean {
	if (status !== 400) return true;
	return Object.entries(document).every(([field, rules]) => Object.keys(isJsonObject(rules) ? rules : {}).every((rule) =>
		BEYOND_SCHEMAS.has(rule) || (rule === 'required' && (field === 'numbers' || field === 'account_name'))));
}

const WHERE: Readonly<Record<string, string>> = { vmboxes: '/vmboxes', media: '/media', callflows: '/callflows' };

/** Places where the description cannot be taken at its word. */
const EXCEPT: Readonly<Record<string, string>> = {
	'callflows .flow': 'checked as a pivot\'s answer is, by the schemas of the modules',
	'media .tts.voice': 'which voices there are is the business of the speech engine; their form is checked',
};

describe.skipIf(missing !== undefined).each(['vmboxes', 'media', 'callflows', 'user_auth', 'api_auth'])('data of %s', (name) => {
	it('is taken and refused exactly as its schema says, each rule broken once', async () => {
		const schemas = describedSchemas();
		const schema = schemas.get(name) ?? {};
		const validate = switchValidator(schemas);
		const cases = casesOf(schema, schemas, ['other', 'post']).filter(({ path }) => !Object.keys(EXCEPT).some((place) => `${name} ${path}`.startsWith(place)));
		const differences: string[] = [];
		let count = 0;
		for (const { kind, path, broken, kept } of cases) {
			for (const value of [...broken, ...kept]) {
				const data = name === 'callflows' && isJsonObject(value) ? { ...value, flow: { module: 'hangup', data: {} } } : value;
				const where = WHERE[name];
				const answer = where === undefined ? await ask(crossbar, 'PUT', `/${name}`, { data }) : await acme.put(where, data);
				if (answer.status === 201) await acme.remove(`${where ?? ''}/${answer.headers.get('location') ?? ''}`);
				const { accepted } = validate(schema, data);
				count += 1;
				if (accepted !== isTaken(answer)) differences.push(`${kind} at "${path}": ${accepted ? 'refused' : 'taken'} by the virtual switch only: ${JSON.stringify(data).slice(0, 200)} ${JSON.stringify(answer.data).slice(0, 200)}`);
			}
		}
		expect(differences).toEqual([]);
		expect(count).toBeGreaterThan(10);
	});
});

it('the accounts of the virtual switch have ids as described', () => {
	for (const id of [...crossbar.store.accounts().map((account) => account.id), sampleId('anything')]) expect(id).toMatch(/^[0-9a-f]{32}$/);
});
