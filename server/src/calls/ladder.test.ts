import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import { startServer, type RunningServer } from '../startServer';
import { newestAttempt, placeCall, register } from '../testing/clients';
import { OTHER_TOKEN, TEST_CONFIG, TEST_TOKEN } from '../testing/settings';
import { startStandInN8n, type StandInN8n, type Workflow } from '../testing/standInN8n';
import { answerKey, readToken } from '../../../pivot/pairing/signature';
import { checkCallflow } from '../../../pivot/callflow/check';
import { NO_DENY_LIST } from '../../../pivot/callflow/denyList';

const HELLO = { module: 'tts', data: { text: 'Hello' }, children: {} };
const JSON_TYPE = { 'content-type': 'application/json' };

/** A signed 200 with a body of the test's own. */
const signed = (body: string, headers: Readonly<Record<string, string>> = JSON_TYPE): Workflow => ({ response, sign }) => {
	response.writeHead(200, { ...headers, ...sign(body) }).end(body);
};

const FAULTS: readonly (readonly [fault: string, code: string, workflow: Workflow])[] = [
	['n8n closes the connection without a word', 'workflow.closed', ({ response }) => response.destroy()],
	['n8n is starting up', 'answer.not-json-nor-xml', ({ response }) => response.writeHead(200, { 'content-type': 'text/html' }).end('n8n is starting up. Please wait')],
	['the workflow is slow', 'workflow.late', ({ respond }) => void setTimeout(() => respond(HELLO), 900)],
	['the workflow hangs', 'workflow.late', () => undefined],
	['nothing responded: an empty 200', 'answer.empty', ({ response }) => response.writeHead(200).end()],
	['an HTML page', 'answer.not-json-nor-xml', ({ response }) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><html></html>')],
	['broken JSON', 'answer.unreadable-json', signed('{"module":"tts","data":{"text":"Hello"}')],
	['a callflow nobody signed', 'signature.missing', ({ response }) => response.writeHead(200, JSON_TYPE).end(JSON.stringify(HELLO))],
	['a callflow signed with another token', 'signature.wrong', ({ response, sign, message }) => {
		const key = answerKey(readToken(OTHER_TOKEN)?.key ?? '', message.attempt);
		response.writeHead(200, { ...JSON_TYPE, ...sign(JSON.stringify(HELLO), { key }) }).end(JSON.stringify(HELLO));
	}],
	['a signature for another body', 'signature.wrong', ({ response, sign }) => {
		response.writeHead(200, { ...JSON_TYPE, ...sign('{}') }).end(JSON.stringify(HELLO));
	}],
	['clocks ten minutes apart', 'signature.clock', ({ response, sign }) => {
		const timestamp = Math.floor(Date.now() / 1000) - 600;
		response.writeHead(200, { ...JSON_TYPE, ...sign(JSON.stringify(HELLO), { timestamp }) }).end(JSON.stringify(HELLO));
	}],
	['the wrapper of a saved callflow', 'answer.callflow-refused', signed(JSON.stringify({ flow: HELLO }))],
	['a callflow the switch refuses', 'answer.callflow-refused', signed(JSON.stringify({ module: 'tts', data: {}, children: {} }))],
	['the workflow is not published: 404', 'answer.status', ({ response }) => response.writeHead(404, JSON_TYPE).end('{"code":404}')],
	['a node threw: 500', 'answer.status', ({ response }) => response.writeHead(500, JSON_TYPE).end('{"message":"Error in workflow"}')],
	['a redirect', 'answer.redirect', ({ response }) => response.writeHead(302, { location: '/elsewhere' }).end()],
	['a body cut in the middle', 'workflow.closed', ({ response, sign }) => {
		const body = JSON.stringify(HELLO);
		response.writeHead(200, { ...JSON_TYPE, ...sign(body), 'content-length': String(body.length) });
		response.write(body.slice(0, 20));
		setTimeout(() => response.destroy(), 20);
	}],
	['a body that drips', 'workflow.late', ({ response }) => {
		response.writeHead(200, JSON_TYPE);
		const drip = setInterval(() => response.write(' '), 20);
		response.on('close', () => clearInterval(drip));
	}],
	['a body of 10 MB', 'workflow.too-large', ({ response }) => response.writeHead(200, JSON_TYPE).end(Buffer.alloc(10 * 1024 * 1024, ' '))],
	['an answer that is not HTTP', 'workflow.not-http', ({ response }) => response.socket?.end('I am not HTTP\r\n\r\n')],
];

describe('the ladder', () => {
	let server: RunningServer;
	let n8n: StandInN8n;
	let voiceUrl: string;

	beforeAll(async () => {
		server = await startServer(TEST_CONFIG);
		n8n = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond(HELLO));
		({ voiceUrl } = await register(server, 'front-desk', n8n.webhookUrl, { language: 'de' }));
	});
	afterAll(async () => {
		await server.close();
		await n8n.close();
	});

	it('sends on what the workflow answered', async () => {
		n8n.workflow = ({ respond }) => respond(HELLO);
		const answer = await placeCall(voiceUrl);
		expect(answer.status).toBe(200);
		expect(JSON.parse(answer.text)).toEqual(HELLO);
		expect(answer.headers['content-type']).toBe('application/json');
		expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.text)));
		expect(await newestAttempt(server)).toMatchObject({ outcome: 'workflow', code: 'answer.runs', executionId: '4711', delivered: true });
	});

	it.each(FAULTS)('%s: the caller hears the apology within the budget', async (_fault, code, workflow) => {
		n8n.workflow = workflow;
		const answer = await placeCall(voiceUrl);
		expect(answer.status).toBe(200);
		expect(answer.headers['content-type']).toBe('application/json');
		expect(answer.elapsedMs).toBeLessThan(800);
		expect(checkCallflow(JSON.parse(answer.text), { version: 'any', deny: NO_DENY_LIST }).problems).toEqual([]);
		expect(answer.text).toContain('Es tut uns leid');
		const attempt = await newestAttempt(server);
		expect(attempt).toMatchObject({ outcome: 'fallback', code, flow: 'front-desk' });
		expect(attempt.sentence).not.toBe('');
	});

	it('says where the callflow is wrong', async () => {
		n8n.workflow = signed(JSON.stringify({ module: 'play', data: { id: 'a' }, children: { _: { module: 'tts', data: {} } } }));
		await placeCall(voiceUrl);
		const [fault] = (await newestAttempt(server)).faults;
		expect(fault?.problems[0]).toMatchObject({ path: 'children._.data.text', code: 'callflow.required' });
	});

	it('n8n is down: the caller hears the apology at once', async () => {
		const gone = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond(HELLO));
		const flow = await register(server, 'gone', gone.webhookUrl);
		await gone.close();
		const answer = await placeCall(flow.voiceUrl);
		expect(answer.text).toContain('We are sorry');
		expect(await newestAttempt(server)).toMatchObject({ outcome: 'fallback', code: 'workflow.refused' });
	});

	it('n8n comes back within the time of the call: its second chance is used', async () => {
		const before = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond(HELLO));
		const flow = await register(server, 'comes-back', before.webhookUrl);
		await before.close();
		const call = placeCall(flow.voiceUrl);
		await new Promise((resolve) => setTimeout(resolve, 60));
		const after = await startStandInN8n(TEST_TOKEN, ({ respond }) => respond(HELLO), Number(new URL(before.url).port));
		expect(JSON.parse((await call).text)).toEqual(HELLO);
		await after.close();
	});

	it('serves the fallback of the flow', async () => {
		n8n.workflow = () => undefined;
		const fallback = { module: 'device', data: { id: '0123456789abcdef0123456789abcdef', timeout: 20 }, children: {} };
		const flow = await register(server, 'own-fallback', n8n.webhookUrl, { fallback, budgetMs: 500 });
		expect(JSON.parse((await placeCall(flow.voiceUrl)).text)).toEqual(fallback);
	});

	it('only where the flow says so, answers 502 so that the pivot’s own child runs', async () => {
		n8n.workflow = ({ response }) => response.writeHead(500).end();
		const flow = await register(server, 'to-switch', n8n.webhookUrl, { onFailure: 'switch' });
		const answer = await placeCall(flow.voiceUrl);
		expect(answer.status).toBe(502);
		expect(answer.headers['retry-after']).toBeUndefined();
		expect(answer.text).not.toBe('');
		expect(await newestAttempt(server)).toMatchObject({ outcome: 'switch', status: 502 });
	});

	it('writes the answer anew, so that the switch reads what was judged', async () => {
		n8n.workflow = signed('{"module":"play", "module":"tts", "data":{"text":"Hello"} , "children":{}}');
		expect((await placeCall(voiceUrl)).text).toBe('{"module":"play","data":{"text":"Hello"},"children":{}}');
	});

	it('sends on what only the switch can read, in a form everybody can', async () => {
		n8n.workflow = signed('{"module":"tts","data":{"text":"Hello","extra":1e+},"children":{}}');
		expect((await placeCall(voiceUrl)).text).toBe('{"module":"tts","data":{"text":"Hello","extra":1},"children":{}}');
		expect(await newestAttempt(server)).toMatchObject({ outcome: 'workflow', code: 'answer.runs' });
	});

	it('puts the fallback where a branch was drawn and nothing arrived', async () => {
		const menu = { module: 'menu', data: { id: '0123456789abcdef0123456789abcdef' }, children: { 1: HELLO } };
		n8n.workflow = ({ respond }) => respond(menu, { 'x-pivot-open-places': JSON.stringify([['2'], ['9', 'x'], ['1']]) });
		const callflow: unknown = JSON.parse((await placeCall(voiceUrl)).text);
		expect(callflow).toMatchObject({ children: { 1: HELLO, 2: { module: 'tts', data: { language: 'de-de' } } } });
		expect(callflow).not.toHaveProperty('children.9');
	});

	it('puts it there however deep the branch lies, and however many there are', async () => {
		const steps = 80;
		const deep = Array.from({ length: steps }).reduce<object>((child) => ({ ...HELLO, children: { _: child } }), HELLO);
		n8n.workflow = ({ respond }) => respond(deep, { 'x-pivot-open-places': JSON.stringify([Array<string>(steps + 1).fill('_')]) });
		expect((await placeCall(voiceUrl)).text).toContain('Es tut uns leid');
		const menu = { module: 'menu', data: { id: '0123456789abcdef0123456789abcdef' }, children: {} };
		n8n.workflow = ({ respond }) => respond(menu, { 'x-pivot-open-places': JSON.stringify(Array.from({ length: 300 }, (_, key) => [String(key)])) });
		expect(Object.keys(z.object({ children: z.record(z.string(), z.unknown()) }).parse(JSON.parse((await placeCall(voiceUrl)).text)).children)).toHaveLength(300);
	});

	it('gives the workflow the time that is left, the reserve taken off', async () => {
		n8n.workflow = ({ respond }) => respond(HELLO);
		await placeCall(voiceUrl);
		const budget = n8n.calls.at(-1)?.budgetMs;
		expect(budget).toBeGreaterThan(300);
		expect(budget).toBeLessThanOrEqual(500);
	});
});
