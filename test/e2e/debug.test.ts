import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import { NO_DENY_LIST } from '../../pivot/callflow/denyList';
import { callNumber, createAccountStore, SAMPLE_LOGIN, SAMPLE_NUMBER, sampleId, startCrossbar, type Answered, type RunningCrossbar } from '../../switch/crossbar';
import { spokenTo } from '../harness/callForms';
import { chain, respond, say } from '../harness/chain';
import { freePorts } from '../harness/freePorts';
import type { Session } from '../harness/owner';
import { openPairedHouse, type PairedHouse } from '../harness/pairedHouse';
import { runNode, storedNode, type Items, type NodeCredentials } from '../harness/runNode';
import { waitUntil } from '../harness/waitUntil';

const MAIN = sampleId('callflow main');

let house: PairedHouse;
let editor: Session;
let crossbar: RunningCrossbar;
let kazoo: NodeCredentials;
const asked: Answered[] = [];

/** A pivot that answers what its path says, without a server of ours in between. */
const answers = createServer((request, response) => {
	const broken = request.url?.startsWith('/broken') === true;
	request.resume();
	response.writeHead(200, { 'content-type': 'application/json' }).end(broken ? '{"module":"tts"' : '{"module":"tts","data":{"text":"hello from afar"},"children":{}}');
});
let afar = '';

beforeAll(async () => {
	const [port = 0] = await freePorts(1);
	afar = `http://127.0.0.1:${port}`;
	await new Promise<void>((resolve) => answers.listen(port, '127.0.0.1', resolve));
	house = await openPairedHouse('debug');
	editor = await house.n8n.logIn();
	crossbar = await startCrossbar({ deny: NO_DENY_LIST, onAnswer: (answered) => asked.push(answered) });
	kazoo = await credential({});
});
afterAll(async () => {
	await crossbar.close();
	answers.close();
	await house.close();
});
beforeEach(() => {
	asked.length = 0;
});

/** A credential “KAZOO API” for the virtual switch. */
async function credential(changes: Record<string, unknown>): Promise<NodeCredentials> {
	const form = { dialect: 'kazoo', baseUrl: crossbar.url, signIn: 'password', ...SAMPLE_LOGIN, accountBy: 'name', account: 'Acme', ...changes };
	return { kazooApi: await house.n8n.createCredential('KAZOO', 'kazooApi', form) };
}

function debug(parameters: Record<string, unknown>, credentials = kazoo): Promise<Items> {
	return runNode(house.n8n, 'pivotDebug', parameters, credentials);
}

const onCallflow = (operation: string, more: Record<string, unknown> = {}) =>
	debug({ resource: 'callflow', operation, callflow: { __rl: true, mode: 'number', value: SAMPLE_NUMBER }, ...more });
const list = (more: Record<string, unknown> = {}, credentials = kazoo) => debug({ resource: 'attempt', operation: 'list', source: 'switch', options: { refusedUrls: 'none' }, ...more }, credentials);
const call = (callId: string) => callNumber(crossbar.store, SAMPLE_NUMBER, { deny: NO_DENY_LIST, caller: { callId } });
const flowOfNumber = () => crossbar.store.document(crossbar.store.primary.id, 'callflows', MAIN)?.fields;
const logins = () => asked.filter(({ target, method }) => method === 'PUT' && target.startsWith('/v2/user_auth'));

describe('connecting a number', () => {
	it('shows in a dry run what would change, and writes nothing', async () => {
		const before = flowOfNumber();
		const [item] = await onCallflow('connect', { connectTo: 'url', voiceUrl: `${afar}/good`, dryRun: true });
		expect(item).toMatchObject({ callflowId: MAIN, name: 'Main number', foundBy: `the number ${SAMPLE_NUMBER}`, changed: true, written: false });
		expect(JSON.stringify(item?.['difference'])).toContain(`${afar}/good`);
		expect(flowOfNumber()).toEqual(before);
		expect(asked.filter(({ method, status }) => method === 'POST' && status < 300)).toEqual([]);
	});

	it('lets the calls ask, keeps what was there as the failback, and is undone to what it was', async () => {
		const before = flowOfNumber();
		const [connected] = await onCallflow('connect', { connectTo: 'url', voiceUrl: `${afar}/good`, debug: true, reqTimeoutMs: 4500 });
		expect(connected).toMatchObject({ written: true });
		expect(flowOfNumber()?.['flow']).toMatchObject({
			module: 'pivot',
			data: { voice_url: `${afar}/good`, method: 'post', req_format: 'kazoo', req_body_format: 'json', req_timeout_ms: 4500, debug: true },
			children: { _: { module: 'menu' } },
		});
		expect(spokenTo(await call('connected@a'))).toBe('hello from afar');

		const [undone] = await onCallflow('disconnect');
		expect(undone).toMatchObject({ written: true });
		// The switch writes its defaults into what it saves.
		expect(flowOfNumber()?.['flow']).toMatchObject(z.record(z.string(), z.json()).parse(before?.['flow']));
		const [again] = await onCallflow('disconnect');
		expect(again).toMatchObject({ changed: false, written: false });
		expect(JSON.stringify(again?.['warnings'])).toContain('nothing to undo');
	});

	it('takes a flow of the pivot server, and warns where the switch waits for less time than the flow takes', async () => {
		const { voiceUrl } = await house.publish(chain('Connected', { flow: 'connected' }, say('from the workflow'), respond));
		const server = { ...kazoo, pivotServerApi: house.credential };
		const parameters = { resource: 'callflow', operation: 'connect', callflow: { __rl: true, mode: 'id', value: MAIN }, connectTo: 'flow', flow: { __rl: true, mode: 'name', value: 'connected' } };
		const [hasty] = await debug({ ...parameters, reqTimeoutMs: 1000, dryRun: true }, server);
		expect(JSON.stringify(hasty?.['warnings'])).toMatch(/waits 1000 ms, and the flow may take 4000 ms/);
		const [item] = await debug(parameters, server);
		expect(item).toMatchObject({ written: true, voiceUrl });
		expect(JSON.stringify(item?.['warnings'])).not.toContain('may take');
		const result = await call('through-the-server@a');
		expect(result).toMatchObject({ verdict: 'served' });
		expect(spokenTo(result)).toBe('from the workflow');
		await onCallflow('disconnect');
	});
});

describe('the debug flag', () => {
	it('is the only thing that changes', async () => {
		await onCallflow('connect', { connectTo: 'url', voiceUrl: `${afar}/good`, debug: false });
		const before = flowOfNumber();
		const [on] = await onCallflow('setDebug', { debug: true });
		expect(on).toMatchObject({ written: true, debug: true, difference: ['~ flow.data.debug: false → true'] });
		const [off] = await onCallflow('setDebug', { debug: false });
		expect(off).toMatchObject({ written: true, debug: false });
		expect(flowOfNumber()).toEqual(before);
		await onCallflow('disconnect');
	});

	it('is refused in words where there is no pivot, or no such number', async () => {
		const [none] = await onCallflow('setDebug', { debug: true });
		expect(none).toMatchObject({ error: expect.stringContaining('has no pivot') as string });
		const [unknown] = await onCallflow('setDebug', { callflow: { __rl: true, mode: 'number', value: '+19995550000' } });
		expect(unknown).toMatchObject({ error: expect.stringContaining('No callflow of this account has the number +19995550000') as string });
	});
});

describe('the switch’s debug log', () => {
	beforeAll(async () => {
		await onCallflow('connect', { connectTo: 'url', voiceUrl: `${afar}/good`, debug: true });
		await call('good@a');
		await onCallflow('connect', { connectTo: 'url', voiceUrl: `${afar}/broken`, debug: true });
		await call('broken@a');
	});

	it('is listed, newest first, with what became of each attempt', async () => {
		const items = await list();
		expect(items.map(({ callId }) => callId)).toEqual(expect.arrayContaining(['good@a', 'broken@a']));
		expect(items.find(({ callId }) => callId === 'good@a')).toMatchObject({ source: 'switch', failed: false, outcome: 'runs', method: 'POST', uri: `${afar}/good`, status: 200 });
	});

	it('is listed by failure, by call, since a time, and up to a limit', async () => {
		expect((await list({ onlyFailures: true })).map(({ callId, failed }) => [callId, failed])).toEqual([['broken@a', true]]);
		expect((await list({ options: { callId: 'good@a', refusedUrls: 'none' } })).map(({ callId }) => callId)).toEqual(['good@a']);
		expect(await list({ limit: 1 })).toHaveLength(1);
		expect(await list({ since: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
	});

	it('gives one call in full: the request as read and as stored, the answer, the errors, what the switch did', async () => {
		const [item] = await debug({ resource: 'attempt', operation: 'get', source: 'switch', callId: 'broken@a', options: {} });
		expect(item).toMatchObject({
			callId: 'broken@a',
			failed: true,
			request: { method: 'POST', call: { call: { id: 'broken@a', to: SAMPLE_NUMBER } } },
			answer: { status: 200, body: '{"module":"tts"' },
			judgement: { outcome: 'hangup' },
		});
		expect(z.array(z.record(z.string(), z.json())).parse(item?.['documents']).length).toBeGreaterThan(1);
		expect(JSON.stringify(item?.['summary'])).toContain('JSON');
	});

	it('says in a sentence that it knows nothing of a call', async () => {
		expect(await debug({ resource: 'attempt', operation: 'get', source: 'switch', callId: 'nobody@a', options: {} })).toEqual([
			{ error: expect.stringContaining('holds nothing about the call “nobody@a”') as string },
		]);
	});

	it('is that of an account below, where one is chosen; another account is never reachable', async () => {
		const idOf = (name: string) => crossbar.store.accounts().find((account) => account.name === name)?.id ?? '';
		expect(await list({ account: { __rl: true, mode: 'id', value: idOf('Acme West') } })).toEqual([]);
		expect(await list({ account: { __rl: true, mode: 'id', value: idOf('Birch Dental') } })).toEqual([{ error: expect.stringContaining('may not read') as string }]);
	});
});

describe('the pickers', () => {
	const node = (parameters: Record<string, unknown>, credentials: NodeCredentials) => ({
		nodeTypeAndVersion: { name: 'n8n-nodes-kazoo-pivot.pivotDebug', version: 1 },
		currentNodeParameters: { resource: 'callflow', ...parameters },
		credentials: storedNode('pivotDebug', {}, credentials).credentials,
	});
	const pick = async (path: string, methodName: string, parameters: Record<string, unknown> = {}, filter = '', credentials = kazoo) => {
		const answer = await editor('POST', '/rest/dynamic-node-parameters/resource-locator-results', { ...node(parameters, credentials), path, methodName, filter });
		return z.object({ data: z.object({ results: z.array(z.object({ name: z.string(), value: z.string() })) }) }).parse(answer).data.results;
	};

	it('show a reseller every account below its own', async () => {
		expect((await pick('parameters.account', 'searchAccounts')).map(({ name }) => name)).toEqual([
			'The account that signed in',
			'Acme West (west.acme.virtual.example)',
			'Acme West Lisbon (lisbon.acme.virtual.example)',
		]);
		expect((await pick('parameters.account', 'searchAccounts', {}, 'lisbon')).map(({ name }) => name)).toEqual(['Acme West Lisbon (lisbon.acme.virtual.example)']);
	});

	it('show the callflows of the chosen account by name and number', async () => {
		expect((await pick('parameters.callflow', 'searchCallflows')).map(({ name }) => name)).toContain(`Main number (${SAMPLE_NUMBER})`);
		const [, west] = await pick('parameters.account', 'searchAccounts');
		expect(await pick('parameters.callflow', 'searchCallflows', { account: { __rl: true, mode: 'list', value: west?.value } })).toMatchObject([{ name: 'West (+14155550177)' }]);
	});

	it('show the flows of the pivot server', async () => {
		expect(await pick('parameters.flow', 'searchFlows', { operation: 'connect', connectTo: 'flow' }, 'conn', { pivotServerApi: house.credential })).toContainEqual({ name: 'connected', value: 'connected' });
	});
});

describe('signing in', () => {
	it('happens once; one token serves all runs', async () => {
		const fresh = await credential({});
		await list({}, fresh);
		await list({}, fresh);
		expect(logins()).toHaveLength(1);
	});

	it('is repeated once where the switch refuses the token: nobody notices', async () => {
		await list();
		crossbar.takeTokensBack();
		asked.length = 0;
		expect((await list({ onlyFailures: true })).map(({ callId }) => callId)).toEqual(['broken@a']);
		expect(asked.map(({ status }) => status)).toContain(401);
		expect(logins()).toHaveLength(1);
	});

	it('works with an API key, and by the realm', async () => {
		const byKey = await credential({ signIn: 'apiKey', apiKey: crossbar.store.primary.apiKey });
		expect(await list({ onlyFailures: true }, byKey)).toHaveLength(1);
		const byRealm = await credential({ accountBy: 'realm', account: 'acme.virtual.example' });
		expect(await list({ onlyFailures: true }, byRealm)).toHaveLength(1);
	});

	it.each([
		['a wrong password', { password: 'wrong' }, /The switch refused the login/],
		['no password', { password: '' }, /password is missing/],
		['a wrong token', { signIn: 'token', token: 'made-up', accountId: 'a'.repeat(32) }, /The switch refused the token/],
		['an address that is none', { baseUrl: 'ftp://x' }, /is not the URL of a switch’s API/],
		['a switch that is not there', { baseUrl: 'http://127.0.0.1:9/v2' }, /cannot be reached from n8n \(.*127\.0\.0\.1:9/],
	])('with %s fails in a sentence', async (_what, changes, sentence) => {
		expect(await list({}, await credential(changes))).toEqual([{ error: expect.stringMatching(sentence) as string }]);
	});

	it('sends no password, also not to be tested', async () => {
		const tested = async (changes: Record<string, unknown>) => {
			const { kazooApi: id } = await credential(changes);
			const data = { dialect: 'kazoo', baseUrl: crossbar.url, signIn: 'password', ...SAMPLE_LOGIN, accountBy: 'name', account: 'Acme', ...changes };
			return await editor('POST', '/rest/credentials/test', { credentials: { id, name: 'KAZOO', type: 'kazooApi', data } });
		};
		expect(await tested({})).toMatchObject({ data: { status: 'OK' } });
		expect(await tested({ password: 'wrong' })).toMatchObject({ data: { status: 'Error', message: expect.stringContaining('The switch refused the login') as string } });
		expect(await tested({ signIn: 'token', token: 'made-up', accountId: crossbar.store.primary.id })).toMatchObject({ data: { status: 'Error', message: expect.stringContaining('does not accept this token') as string } });
		expect(JSON.stringify(asked)).not.toContain(SAMPLE_LOGIN.password);
	});
});

describe('a switch whose cb_pivot does not run', () => {
	it('is answered with both ways of starting it', async () => {
		const bare = await startCrossbar({ pivotApi: 'not started', store: createAccountStore() });
		const [item] = await list({}, await credential({ baseUrl: bare.url }));
		await bare.close();
		expect(item).toMatchObject({ error: expect.stringContaining('sup crossbar_maintenance start_module cb_pivot') as string });
		expect(JSON.stringify(item?.['error'])).toContain('autoload_modules');
	});

	it('on VirtualPBX names the feature of the account', async () => {
		const bare = await startCrossbar({ pivotApi: 'not started', store: createAccountStore() });
		const [item] = await list({}, await credential({ baseUrl: bare.url, dialect: 'virtualpbx' }));
		await bare.close();
		expect(JSON.stringify(item?.['error'])).toContain('Advanced Call Flows');
	});
});

describe('the pivot server as the source', () => {
	it('lists its attempts and gives one call in full', async () => {
		const server = { pivotServerApi: house.credential };
		const items = await debug({ resource: 'attempt', operation: 'list', source: 'server', options: {} }, server);
		expect(items.find(({ callId }) => callId === 'through-the-server@a')).toMatchObject({ source: 'server', flow: 'connected', failed: false, outcome: 'workflow' });
		const [full] = await debug({ resource: 'attempt', operation: 'get', source: 'server', callId: 'through-the-server@a' }, server);
		expect(full).toMatchObject({ callId: 'through-the-server@a', request: { fields: { 'Call-ID': 'through-the-server@a' } }, answer: expect.stringContaining('from the workflow') as string });
		expect(await debug({ resource: 'attempt', operation: 'get', source: 'server', callId: 'nobody@a' }, server)).toMatchObject([{ error: expect.stringContaining('recorded nothing') as string }]);
	});
});

describe('waiting for failures', () => {
	const runSchema = z.object({ resultData: z.object({ runData: z.record(z.string(), z.array(z.object({ data: z.object({ main: z.array(z.array(z.object({ json: z.record(z.string(), z.json()) })).nullable()) }) }))) }) });
	const trigger = (parameters: Record<string, unknown>, credentials: NodeCredentials) =>
		storedNode('pivotDebugTrigger', { pollTimes: { item: [{ mode: 'everyHour', minute: 59 }] }, ...parameters }, credentials, 'Failures');

	function workflow(name: string, parameters: Record<string, unknown>, credentials: NodeCredentials) {
		const end = { id: 'end', name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [480, 0], parameters: {} };
		return { name, nodes: [trigger(parameters, credentials), end], connections: { Failures: { main: [[{ node: 'End', type: 'main', index: 0 }]] } } };
	}

	/** Call ids of what each run of a workflow started with, first run first. */
	async function runs(workflowId: string): Promise<unknown[][]> {
		const executions = await house.n8n.executions({ workflowId, includeData: true });
		return executions.reverse().filter(({ status }) => status === 'success').map(({ data }) => (runSchema.parse(data).resultData.runData['Failures']?.[0]?.data.main[0] ?? []).map(({ json }) => json['callId']));
	}

	async function publish(...given: Parameters<typeof workflow>): Promise<string> {
		const id = await house.n8n.createWorkflow(workflow(...given));
		await house.n8n.activate(id);
		return id;
	}

	/** n8n activates after it has answered: the first poll is over when it has left its memory. */
	async function publishAndLook(...given: Parameters<typeof workflow>): Promise<string> {
		const id = await publish(...given);
		const looked = async () => (JSON.stringify(await house.n8n.call('GET', `/workflows/${id}`)).includes('floor') ? true : undefined);
		await waitUntil(looked, { withinMs: 10_000, what: 'the first poll' });
		return id;
	}

	it('reports each failure once, also those that came while n8n was down, and none that was there before', async () => {
		const onSwitch = await publishAndLook('Of the switch', { source: 'switch' }, kazoo);
		const onServer = await publishAndLook('Of the server', { source: 'server' }, { pivotServerApi: house.credential });
		const { voiceUrl, workflowId } = await house.publish(chain('Failing', { flow: 'failing', budgetMs: 900 }, { name: 'Throw', type: 'n8n-nodes-base.stopAndError', parameters: { errorMessage: 'no CRM' } }, respond));
		expect(workflowId).not.toBe('');
		await onBroken('while-up@a');
		await onCallflow('connect', { connectTo: 'url', voiceUrl });
		expect(await call('through-failing@a')).toMatchObject({ verdict: 'served' });
		await onCallflow('disconnect');

		await house.n8n.stop();
		await onBroken('while-down@a');
		await house.n8n.start();
		const first = await waitUntil(async () => ((await runs(onSwitch)).length > 0 ? runs(onSwitch) : undefined), { withinMs: 20_000, what: 'the trigger to report' });
		expect(first).toEqual([['while-up@a', 'while-down@a']]);
		const served = await waitUntil(async () => ((await runs(onServer)).length > 0 ? runs(onServer) : undefined), { withinMs: 20_000, what: 'the trigger of the server to report' });
		expect(served).toEqual([['through-failing@a']]);

		await onBroken('after@a');
		await house.n8n.restart();
		const second = await waitUntil(async () => ((await runs(onSwitch)).length > 1 ? runs(onSwitch) : undefined), { withinMs: 20_000, what: 'the trigger to report again' });
		expect(second).toEqual([['while-up@a', 'while-down@a'], ['after@a']]);
		expect(await runs(onServer)).toEqual([['through-failing@a']]);
	});

	it('gives the editor the newest failure to try the workflow with', async () => {
		const id = await house.n8n.createWorkflow(workflow('Tried', { source: 'switch' }, kazoo));
		editor = await house.n8n.logIn();
		await editor('POST', `/rest/workflows/${id}/run`, { workflowId: id, startNodes: [], triggerToStartFrom: { name: 'Failures' } });
		const tried = await waitUntil(async () => ((await runs(id)).length > 0 ? runs(id) : undefined), { withinMs: 20_000, what: 'the run in the editor' });
		expect(tried).toEqual([['after@a']]);
	});

	it('is refused on publishing, in words, where the switch cannot be asked', async () => {
		const id = await publish('Refused', { source: 'switch' }, await credential({ password: 'wrong' }));
		const status = async () => JSON.stringify(await editor('GET', `/rest/workflows/${id}/publication-status`));
		const told = await waitUntil(async () => ((await status()).includes('failed') ? status() : undefined), { withinMs: 60_000, everyMs: 500, what: 'n8n to give up and say why' });
		expect(told).toContain('The switch refused the login');
	});
});

/** A failing call without n8n: its number is connected past the API. */
async function onBroken(callId: string): Promise<void> {
	const { store } = crossbar;
	const before = store.document(store.primary.id, 'callflows', MAIN)?.fields ?? {};
	store.save(store.primary.id, 'callflows', { ...before, flow: { module: 'pivot', data: { voice_url: `${afar}/broken`, method: 'post', req_body_format: 'json', debug: true }, children: {} } }, MAIN);
	await call(callId);
	store.save(store.primary.id, 'callflows', before, MAIN);
}
