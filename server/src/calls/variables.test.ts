import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallflowNode } from '../../../pivot/callflow/callflow';
import type { JsonObject } from '../../../pivot/json';
import { readToken } from '../../../pivot/pairing/signature';
import { MAX_TOKEN_LENGTH, signToken } from '../../../pivot/stateToken/stateToken';
import { SWITCH_VERSIONS, type SwitchVersion } from '../../../pivot/switchVersion';
import type { CallSettings } from '../../../switch/callOptions';
import type { CallResult } from '../../../switch/callResult';
import { heardIn, pivotTo, runStored, say, sequence } from '../../../switch/testing/pivots';
import { startServer, type RunningServer } from '../startServer';
import { callFields, newestAttempt, placeCall, register } from '../testing/clients';
import { pinWorkflow, remembered, RIGHT_PIN } from '../testing/pinWorkflow';
import { TEST_CONFIG, TEST_TOKEN } from '../testing/settings';
import { startStandInN8n, type StandInN8n } from '../testing/standInN8n';

const FORMS: Readonly<Record<string, JsonObject>> = {
	GET: { method: 'get' },
	'POST form': { method: 'post', req_body_format: 'form' },
	'POST JSON': { method: 'post', req_body_format: 'json' },
};
const EVERY_WAY = Object.keys(FORMS).flatMap((form) => SWITCH_VERSIONS.map((version) => [form, version] as const));

const set = (variables: JsonObject, secret?: JsonObject): CallflowNode =>
	({ module: 'set_variables', data: { custom_application_vars: variables, ...(secret ? { secret_variables: secret } : {}) } });

let server: RunningServer;
let n8n: StandInN8n;
let voiceUrl: string;
beforeAll(async () => {
	server = await startServer(TEST_CONFIG);
	n8n = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond(say('Hello')));
	({ voiceUrl } = await register(server, 'chained', n8n.webhookUrl));
});
afterAll(async () => {
	await server.close();
	await n8n.close();
});

const call = (form: JsonObject, settings: CallSettings): Promise<CallResult> => runStored(pivotTo(voiceUrl, {}, form), settings);
const variablesOf = (pivot: number) => n8n.calls.at(pivot)?.message.variables;

/** Answers the first pivot of a call with a callflow that comes back, and every further one with a word. */
function firstThen(first: (voiceUrl: string) => CallflowNode): void {
	let asked = 0;
	n8n.workflow = ({ message, respond }) => respond(asked++ === 0 ? first(message.voiceUrl) : say('Done'));
}

describe('variables from pivot to pivot', () => {
	it.each(EVERY_WAY)('come back by %s on KAZOO %s, through wrong digits, type-ahead and old collections', async (form, version) => {
		n8n.workflow = pinWorkflow(FORMS[form] ?? {});
		const before = n8n.calls.length;
		const script = { duringPrompts: ['99', ''], digits: ['1234', '', RIGHT_PIN] };
		const result = await call(FORMS[form] ?? {}, { version, script });
		expect(heardIn(result).at(-1)).toBe(remembered(3));
		expect(result).toMatchObject({ verdict: 'served', pivots: 5 });
		expect(n8n.calls.length - before).toBe(5);
		expect(n8n.calls.at(-1)?.message.fields['Digits']).toMatchObject({ pin_1: '9912', pin_3: RIGHT_PIN });
	});

	it('come back on KAZOO 4.3 over what the call had before it was routed, and leave the rest of it alone', async () => {
		firstThen((url) => sequence(set({ step: '2' }), pivotTo(url)));
		await call({}, { version: '4.3', variables: { step: 'start', campaign: 'spring' } });
		expect(n8n.calls.at(-1)?.message.fields['Custom-Application-Vars']).toEqual({ step: 'start', campaign: 'spring' });
		expect(variablesOf(-1)).toEqual({ step: '2', campaign: 'spring' });
	});

	it('come back after a pivot with TwiML names, which has none', async () => {
		firstThen((url) => sequence(set({ step: '2' }), pivotTo(url, {}, { req_format: 'twiml' })));
		await call({}, { version: 'master', variables: { campaign: 'spring' } });
		expect(n8n.calls.at(-1)?.message.fields).not.toHaveProperty('Custom-Application-Vars');
		expect(variablesOf(-1)).toMatchObject({ step: '2' });
	});

	it('come back to another flow of the server', async () => {
		const other = await register(server, 'other', n8n.webhookUrl);
		firstThen(() => sequence(set({ step: '2' }), pivotTo(other.voiceUrl)));
		await call({}, { version: '4.3' });
		expect(n8n.calls.at(-1)?.message).toMatchObject({ flow: 'other', variables: { step: '2' } });
	});

	it('go along with the fallback, too', async () => {
		const flow = await register(server, 'falls', n8n.webhookUrl, { fallback: { module: 'pivot', data: { voice_url: voiceUrl } } });
		const { token } = await carriedIn(flow.voiceUrl, 'fall-1');
		n8n.workflow = ({ response }) => response.writeHead(500).end();
		const answer = await placeCall(flow.voiceUrl, { 'Call-ID': 'fall-1', pivot_state: token });
		expect(await newestAttempt(server)).toMatchObject({ outcome: 'fallback' });
		expect(JSON.parse(answer.text)).toMatchObject({ module: 'pivot', data: { voice_url: expect.stringContaining('pivot_state=') as string } });
	});

	it('are not in the address where the switch is known to bring them back', async () => {
		const flow = await register(server, 'on-master', n8n.webhookUrl, { switchVersion: 'master' });
		firstThen((url) => sequence(set({ step: '2' }), pivotTo(url)));
		expect((await placeCall(flow.voiceUrl)).text).not.toContain('pivot_state');
	});

	it('leave the fields as the switch meant them: the token is in none', async () => {
		firstThen((url) => sequence(set({ step: '2' }), pivotTo(`${url}?menu=1`)));
		await call({}, { version: '4.3' });
		expect(n8n.calls.at(-1)?.message.fields).toMatchObject({ menu: '1' });
		expect(JSON.stringify(n8n.calls.at(-1)?.message)).not.toContain('pivot_state');
	});

	it('stay with their call when others run at the same time', async () => {
		n8n.workflow = ({ message, respond }) => {
			const { who } = message.variables ?? {};
			if (typeof who === 'string') respond(say(who));
			else respond(sequence(set({ who: message.fields['Caller-ID-Number'] ?? '' }), pivotTo(message.voiceUrl)));
		};
		const numbers = Array.from({ length: 20 }, (_, index) => `+1415555${index}`);
		const results = await Promise.all(numbers.map((from) => call({}, { version: '4.3', caller: { from } })));
		expect(results.map((result) => heardIn(result).at(-1))).toEqual(numbers);
	});
});

/** The token in the answer to the first pivot of a call that sets `step`, however it is carried. */
async function carriedIn(url: string, callId: string, variables: JsonObject = { step: '2' }, secret?: JsonObject): Promise<{ readonly token: string; readonly text: string }> {
	const { workflow } = n8n;
	n8n.workflow = ({ message, respond }) => respond(sequence(set(variables, secret), pivotTo(message.voiceUrl)));
	const { text } = await placeCall(url, { 'Call-ID': callId });
	n8n.workflow = workflow;
	return { token: /pivot_state=([^"&#]+)/.exec(text)?.[1] ?? '', text };
}

describe('what the address does not hold', () => {
	const tell = async (callId: string, token: string) => {
		n8n.workflow = ({ respond }) => respond(say('Done'));
		const answer = await placeCall(voiceUrl, { 'Call-ID': callId, pivot_state: token });
		return { answer, message: n8n.calls.at(-1)?.message };
	};

	it('variables above 1 KiB stay in the server and come back', async () => {
		const large = { story: 'x'.repeat(4000) };
		const { token } = await carriedIn(voiceUrl, 'large-1', large);
		expect(token.length).toBeLessThan(MAX_TOKEN_LENGTH / 4);
		expect((await tell('large-1', token)).message?.variables).toEqual(large);
	});

	it('secret ones never reach the switch, and come back', async () => {
		const { token, text } = await carriedIn(voiceUrl, 'secret-1', { step: '2' }, { pin: '4711-secret' });
		expect(text).not.toContain('secret');
		expect(Buffer.from(token.split('.')[2] ?? '', 'base64url').toString()).not.toContain('4711');
		expect((await tell('secret-1', token)).message?.variables).toEqual({ step: '2', pin: '4711-secret' });
		expect(JSON.stringify(await newestAttempt(server))).not.toContain('4711-secret');
	});

	it('is lost above 64 KiB: the call goes on and the attempt says so', async () => {
		const { token } = await carriedIn(voiceUrl, 'huge-1', { story: 'x'.repeat(70_000) });
		expect(token).toBe('');
		expect(await newestAttempt(server)).toMatchObject({ outcome: 'workflow', sentence: expect.stringContaining('more than 65536 bytes') as string });
	});

	const TOKEN = readToken(TEST_TOKEN);
	const expired = TOKEN ? signToken(TOKEN, 'old-1', { state: { variables: { step: '2' }, secret: [], before: {} } }, Date.now() / 1000 - 90_000) : '';

	it.each<[what: string, token: (own: string) => string, callId: string, remark: string]>([
		['changed', (own) => own.replace(/.{5}$/, 'AAAAA'), 'own-1', 'was changed on its way'],
		['of another call', (own) => own, 'foreign-1', 'belongs to another call'],
		['expired', () => expired, 'old-1', 'older than a day'],
		['that is no token', () => 'xx', 'own-1', 'not one this version wrote'],
		['naming what nobody keeps', () => (TOKEN ? signToken(TOKEN, 'own-1', { kept: 'nothing' }, Date.now() / 1000) : ''), 'own-1', 'not to be found'],
	])('a state %s is ignored with a remark, and the caller is served', async (_what, change, callId, remark) => {
		const { token } = await carriedIn(voiceUrl, 'own-1');
		const { answer, message } = await tell(callId, change(token));
		expect(JSON.parse(answer.text)).toMatchObject({ data: { text: 'Done' } });
		expect(message?.variables).toEqual({});
		expect(message?.remarks?.join()).toContain(remark);
		expect((await newestAttempt(server)).request.remarks.join()).toContain(remark);
	});
});

describe('an answer', () => {
	it('without a pivot, or with one that leads elsewhere, leaves as it came', async () => {
		const flow = sequence(set({ step: '2' }), pivotTo('http://elsewhere.example/'));
		n8n.workflow = ({ respond }) => respond(flow);
		expect((await placeCall(voiceUrl)).text).toBe(JSON.stringify(flow));
	});

	it('carries nothing for a request that names no call', async () => {
		n8n.workflow = ({ message, respond }) => respond(sequence(set({ step: '2' }), pivotTo(message.voiceUrl)));
		const fields = new URLSearchParams(callFields());
		fields.delete('Call-ID');
		const answer = await fetch(`${voiceUrl}?${fields.toString()}`);
		expect(await answer.text()).not.toContain('pivot_state');
	});

	it.each<SwitchVersion>(['4.3', 'master'])('that sets nothing still hands on what the call carries (%s)', async (version) => {
		let asked = 0;
		n8n.workflow = ({ message, respond }) => {
			asked += 1;
			respond(asked === 1 ? sequence(set({ step: '2' }), pivotTo(message.voiceUrl)) : asked < 4 ? pivotTo(message.voiceUrl) : say('Done'));
		};
		await call({}, { version });
		expect(variablesOf(-1)).toEqual({ step: '2' });
	});
});
