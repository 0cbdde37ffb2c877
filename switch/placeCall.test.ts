import { afterEach, describe, expect, it } from 'vitest';
import type { CallflowNode } from '../pivot/callflow/callflow';
import { NO_DENY_LIST } from '../pivot/callflow/denyList';
import type { CallSettings } from './callOptions';
import type { CallResult } from './callResult';
import { placeCall } from './placeCall';
import { createPivotHttpClient } from './wire/pivotHttpClient';
import { heardIn, modulesOf, pivotTo, runStored, say, sequence, startPivots, type PathAnswer, type PivotServer } from './testing/pivots';

let server: PivotServer | undefined;
afterEach(async () => {
	await server?.close();
	server = undefined;
});

/** A server with these answers, and a call to its `/`. */
async function callTo(answers: (url: string) => Readonly<Record<string, PathAnswer>>, settings: CallSettings = {}, children: Readonly<Record<string, CallflowNode>> = {}) {
	server = await startPivots(answers);
	const result = await runStored(pivotTo(`${server.url}/`, children), settings);
	return { result, seen: server.seen };
}

const SORRY = say('Sorry.');

describe('a call that a pivot answers', () => {
	it('runs the callflow and is served', async () => {
		const { result } = await callTo(() => ({ '/': sequence(say('Welcome.'), { module: 'hangup' }) }));
		expect(result).toMatchObject({ verdict: 'served', endedBy: 'switch', pivots: 1, answered: true, reason: 'The callflow hangs up.' });
		expect(modulesOf(result)).toEqual(['pivot', 'tts', 'hangup']);
		expect(heardIn(result)).toEqual(['Welcome.']);
	});

	it('takes a bare voice URL, with a call id and an account id of its own', async () => {
		server = await startPivots(() => ({ '/': say('Hi.') }));
		const options = { voiceUrl: `${server.url}/`, deny: NO_DENY_LIST };
		const results = [await placeCall(options), await placeCall(options)];
		expect(results.map(({ verdict }) => verdict)).toEqual(['served', 'served']);
		expect(new Set(results.map(({ call }) => call.callId)).size).toBe(2);
		expect(results[0]?.call.accountId).toMatch(/^[0-9a-f]{32}$/);
		expect(server.seen[0]).toMatchObject({ method: 'GET' });
		expect(server.seen[0]?.target).toContain('Call-ID=');
	});

	it('shares connections with other calls where it is given a client', async () => {
		const client = createPivotHttpClient({ version: 'master' });
		server = await startPivots(() => ({ '/': say('Hi.') }));
		const options = { callflow: pivotTo(`${server.url}/`), deny: NO_DENY_LIST, client };
		const results = [await placeCall(options), await placeCall(options)];
		client.close();
		expect(results.map((result) => result.events.find((event) => event.type === 'pivot answered')?.connections)).toEqual([1, 0]);
	});

	it('costs the caller\'s time without spending it', async () => {
		const startedAt = performance.now();
		const { result } = await callTo(() => ({ '/': sequence({ module: 'sleep', data: { duration: 2, unit: 'h' } }, say('Still there?')) }));
		expect(result.durationMs).toBeGreaterThan(7_200_000);
		expect(performance.now() - startedAt).toBeLessThan(3_000);
	});

	it('passes in real time when asked to', async () => {
		const startedAt = performance.now();
		await runStored({ module: 'sleep', data: { duration: 120, unit: 'ms' } }, { timeScale: 1 });
		expect(performance.now() - startedAt).toBeGreaterThanOrEqual(110);
	});
});

describe('a pivot that fails', () => {
	const failing = (settings: CallSettings, answer: PathAnswer, children = { _: SORRY }) => callTo(() => ({ '/': answer }), settings, children);

	it.each(['4.3', 'master', 'K5'] as const)('a 404 goes to “_” at once on %s', async (version) => {
		const { result } = await failing({ version }, { status: 404 });
		expect(result).toMatchObject({ verdict: 'served' });
		expect(heardIn(result)).toEqual(['Sorry.']);
		expect(result.longestSilenceMs).toBeLessThan(3_000);
	});

	it('without “_” the caller is dropped', async () => {
		const { result } = await failing({}, { status: 404 }, {} as { _: CallflowNode });
		expect(result).toMatchObject({ verdict: 'dropped', endedBy: 'switch' });
	});

	it.each([['4.3', 0], ['master', 10_000], ['K5', 0]] as const)('a refused connection goes to “_” on %s after %d ms', async (version, silenceMs) => {
		server = await startPivots(() => ({}));
		const { url } = server;
		await server.close();
		server = undefined;
		const result = await runStored(pivotTo(url, { _: SORRY }), { version });
		expect(result.verdict).toBe('served');
		expect(heardIn(result)).toEqual(['Sorry.']);
		expect(Math.abs(result.longestSilenceMs - silenceMs)).toBeLessThan(1_000);
	});

	it('an empty 200 hangs up, whatever “_” says', async () => {
		const { result } = await failing({}, { status: 200 });
		expect(result).toMatchObject({ verdict: 'dropped', endedBy: 'switch' });
		expect(modulesOf(result)).toEqual(['pivot']);
	});

	it('an invalid callflow leaves the caller in silence until they give up', async () => {
		const { result } = await failing({ script: { patienceMs: 12_000 } }, { module: 'say', data: { text: 'Hi' } });
		expect(result).toMatchObject({ verdict: 'dropped', endedBy: 'caller' });
		expect(result.longestSilenceMs).toBeGreaterThanOrEqual(12_000);
	});

	it('an invalid callflow hangs up where the switch does as documented, and the errors are stored', async () => {
		server = await startPivots(() => ({ '/': { module: 'tts', data: {} } }));
		const result = await runStored(pivotTo(`${server.url}/`, {}, { debug: true }), { schemaErrors: 'documented' });
		expect(result).toMatchObject({ verdict: 'dropped', endedBy: 'switch' });
		expect(result.debugDocuments.at(-1)?.document['schema_errors']).toHaveProperty(['data.text', 'required', 'message']);
	});

	it('what nobody knows counts as dropped', async () => {
		const { result } = await failing({ version: 'K5' }, { module: 'say' });
		expect(result).toMatchObject({ verdict: 'dropped' });
		expect(result.reason).toContain('nobody knows');
	});
});

describe('a caller who hangs up', () => {
	it('while it rings ends the flow', async () => {
		const { result } = await callTo(() => ({ '/': { module: 'user', data: { id: 'ann', timeout: 20 }, children: { _: SORRY } } }), {
			account: { endpoints: { ann: { does: 'no-answer' } } }, script: { hangupAfterMs: 7_000 },
		});
		expect(result).toMatchObject({ verdict: 'served', endedBy: 'caller', durationMs: 7_000 });
		expect(modulesOf(result)).toEqual(['pivot', 'user']);
		expect(result.events).toContainEqual(expect.objectContaining({ type: 'heard', what: 'ringing' }));
	});

	it('before the pivot has answered has left, and was not dropped', async () => {
		const { result, seen } = await callTo(() => ({ '/': { status: 200, text: JSON.stringify(SORRY), afterMs: 200 } }), { script: { hangupAfterMs: 50 } });
		expect(result).toMatchObject({ verdict: 'left', endedBy: 'caller', durationMs: 50 });
		expect(seen).toHaveLength(1);
		expect(modulesOf(result)).toEqual(['pivot']);
	});

	it('in the silence before “_” was dropped once the silence is longer than the budget', async () => {
		const settings = (hangupAfterMs: number): CallSettings => ({ script: { hangupAfterMs } });
		const refused = pivotTo('http://127.0.0.1:1/', { _: SORRY });
		expect(await runStored(refused, settings(8_000))).toMatchObject({ verdict: 'dropped', endedBy: 'caller' });
		expect(await runStored(refused, settings(3_000))).toMatchObject({ verdict: 'left', endedBy: 'caller' });
	});
});

describe('chained pivots', () => {
	const ask = (url: string): CallflowNode => sequence(
		say('Your order number, please.'),
		{ module: 'collect_dtmf', data: { collection_name: 'order', max_digits: 6 } },
		{ module: 'set_variables', data: { custom_application_vars: { step: 'two', Tier: 'gold' } } },
		{ module: 'language', data: { language: 'de-de' } },
		{ module: 'dynamic_cid', data: { action: 'static', caller_id: { number: '+14155550142', name: 'Acme' } } },
		pivotTo(`${url}/next`),
	);
	const chain = (settings: CallSettings) => callTo((url) => ({ '/': ask(url), '/next': sequence(say('Once more.'), pivotTo(`${url}/last`)), '/last': say('Bye.') }), settings);

	it.each(['master', 'K5'] as const)('carry digits, variables, language and caller id on %s', async (version) => {
		const { seen, result } = await chain({ version, variables: { from_crm: 'yes' }, script: { digits: ['1234#'] } });
		expect(seen[0]?.json()['Digits']).toBeUndefined();
		expect(seen[1]?.json()).toMatchObject({
			Digits: { order: '1234' }, 'Custom-Application-Vars': { from_crm: 'yes', step: 'two', Tier: 'gold' },
			Language: 'de-de', 'Caller-ID-Number': '+14155550142', 'Caller-ID-Name': 'Acme',
		});
		expect(seen[2]?.json()).toMatchObject({ Digits: { order: '1234' } });
		expect(seen.map((request) => request.json()['Call-ID'])).toEqual(Array(3).fill(result.call.callId));
		expect(result.pivots).toBe(3);
	});

	it('do not carry variables on 4.3, while the media switch has them', async () => {
		const { seen, result } = await chain({ version: '4.3', variables: { from_crm: 'yes' }, script: { digits: ['1234#'] } });
		expect(seen[1]?.json()).toMatchObject({ Digits: { order: '1234' }, 'Custom-Application-Vars': { from_crm: 'yes' } });
		expect(seen[1]?.json()['Custom-Application-Vars']).not.toHaveProperty('step');
		expect(result.channelApplicationVars).toMatchObject({ step: 'two', Tier: 'gold' });
	});

	it('see variables set before a transfer, also on 4.3', async () => {
		server = await startPivots(() => ({ '/after': SORRY }));
		const result = await runStored(sequence(
			{ module: 'set_variables', data: { custom_application_vars: { step: 'two' } } }, { module: 'transfer', data: { target: '200' } },
		), { version: '4.3', account: { numbers: { 200: pivotTo(`${server.url}/after`) } } });
		expect(result.verdict).toBe('served');
		expect(server.seen[0]?.json()).toMatchObject({ 'Custom-Application-Vars': { step: 'two' }, Request: '200' });
	});

	it('are judged each on its own: a second pivot that hangs up drops the caller', async () => {
		const { result } = await callTo((url) => ({ '/': sequence(say('Hi.'), pivotTo(`${url}/next`)), '/next': { status: 200 } }));
		expect(result).toMatchObject({ verdict: 'dropped', pivots: 2 });
	});

	it('that go round for ever are stopped with a sentence', async () => {
		const { result } = await callTo((url) => ({ '/': sequence(say('Please hold the line, somebody will be with you.'), pivotTo(`${url}/`)) }), { maxPivots: 12 });
		expect(result).toMatchObject({ verdict: 'dropped', pivots: 12 });
		expect(result.reason).toContain('round and round');
	});

	it('that loop without a pause run into the node rate of the switch', async () => {
		const { result } = await callTo((url) => ({ '/': pivotTo(`${url}/`) }));
		expect(result.verdict).toBe('dropped');
		expect(result.reason).toContain('20 nodes at once');
		expect(result.pivots).toBeGreaterThanOrEqual(20);
	});

	it.each([['K5', 'spring'], ['master', undefined]] as const)('%s sends the headers of the node: %s', async (version, sent) => {
		server = await startPivots(() => ({ '/': SORRY }));
		await runStored(pivotTo(`${server.url}/`, {}, { custom_request_headers: { 'X-Campaign': 'spring' } }), { version });
		expect(server.seen[0]?.headers['x-campaign']).toBe(sent);
	});

	it('K5 runs a flow the node holds itself, without asking anybody', async () => {
		server = await startPivots(() => ({}));
		const inline: CallflowNode = { module: 'pivot', data: { serverless: { flow_type: 'application/json', flow_doc: { module: 'tts', data: { text: 'From the node.' } } } } };
		const result = await runStored(inline, { version: 'K5' });
		expect(heardIn(result)).toEqual(['From the node.']);
		expect(server.seen).toEqual([]);
	});
});

describe('the deny list', () => {
	it('does not let a number lead to this machine, and says why', async () => {
		server = await startPivots(() => ({ '/': SORRY }));
		const result = await placeCall({ voiceUrl: `${server.url}/` });
		expect(result).toMatchObject({ verdict: 'dropped', pivots: 0 });
		expect(result.reason).toContain('127.0.0.1');
		expect(server.seen).toEqual([]);
	});

	it('makes a returned pivot to this machine an invalid callflow', async () => {
		server = await startPivots((url) => ({ '/': pivotTo(`${url}/next`) }));
		const result = await placeCall({ voiceUrl: `${server.url}/`, checkStored: false });
		expect(result).toMatchObject({ verdict: 'dropped', pivots: 1, endedBy: 'caller' });
	});

	it('leaves a callflow written past the API without the schema\'s defaults: it asks with TwiML names', async () => {
		server = await startPivots(() => ({ '/': SORRY }));
		const result = await placeCall({ voiceUrl: `${server.url}/`, checkStored: false });
		expect(result.verdict).toBe('served');
		expect(server.seen[0]?.target).toContain('CallSid=');
	});
});

describe('debug documents', () => {
	const debugged = async (data: CallflowNode['data'], answer: PathAnswer, settings: CallSettings = {}): Promise<CallResult> => {
		server = await startPivots(() => ({ '/': answer }));
		return runStored(pivotTo(`${server.url}/`, {}, data), settings);
	};

	it('hold request and answer of a pivot that asks for them', async () => {
		const result = await debugged({ debug: true }, { status: 200, type: 'Application/JSON; x=Y', text: '{"module":"tts","data":{"text":"Hi"}}' });
		const [request, response] = result.debugDocuments.map(({ document }) => document);
		expect(request).toMatchObject({ method: 'post', iteration: 1, req_headers: { 'content-type': 'application/json' }, call_id: result.call.callId, pvt_type: 'pivot_debug' });
		expect(request?.['req_body']).toBe(server?.seen[0]?.body);
		expect(response).toMatchObject({ resp_status_code: '200', resp_headers: { 'content-type': 'application/json; x=y' }, resp_body: '{"module":"tts","data":{"text":"Hi"}}' });
	});

	it('are not there without the flag', async () => {
		expect((await debugged({}, SORRY)).debugDocuments).toEqual([]);
	});

	it('hold unreadable JSON on 4.3, flag or not', async () => {
		const broken = { status: 200, text: '{"module" "tts"}' };
		const result = await debugged({}, broken, { version: '4.3' });
		expect(result.debugDocuments.map(({ document }) => document['json_errors'])).toEqual([{ message: 'invalid JSON', before: '{"module" ', after: '"tts"}' }]);
	});
});
