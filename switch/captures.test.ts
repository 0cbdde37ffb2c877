import { describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import type { JsonObject } from '../pivot/json';
import type { PivotAnswered } from './callEvent';
import type { CallResult } from './callResult';
import { placeCall } from './placeCall';
import { capturedCall, capturesMissing, givenResponses, readCaptures, CAPTURED_PLACE, type Capture } from './wire/testing/captures';
import { startPlaybackServer } from './wire/testing/playbackServer';

/** Captures whose answer the switch executes as TwiML. They are turned on together with it. */
const NEED_TWIML = ['ct-application-xml'];

const OUTCOMES = { runs: 'runs', failback: 'failback', 'failback after 10 s': 'failback late', hangup: 'hangup', silence: 'silence' } as const;

/** What a capture says the switch did. */
const recorded = z.object({
	outcome: z.enum(['runs', 'failback', 'failback after 10 s', 'hangup', 'silence']),
	switch: z.array(z.looseObject({ t: z.string(), flow: z.json().optional(), doc: z.record(z.string(), z.json()).optional() })),
});

const missing = capturesMissing();
const captures = readCaptures('responses');
const playable = captures.filter(({ name }) => !NEED_TWIML.includes(name));

describe.skipIf(missing !== undefined)(`the virtual switch does with an answer what the real one did${missing === undefined ? '' : ` (${missing})`}`, () => {
	it.each(playable)('$name', async (capture) => {
		const { outcome, switch: did } = recorded.parse(capture);
		const { result, seen, connections, port } = await play(capture);

		const answered = firstAnswer(result);
		expect(answered.outcome).toBe(OUTCOMES[outcome]);
		expect(seen).toEqual(capture.requests_seen);
		expect(connections).toBe(capture.tcp_connections);
		expect(answered.flow).toEqual(did.find(({ t }) => t === 'CHANNEL_PIVOT')?.flow);
		expect(result.debugDocuments.map(({ document }) => document))
			.toEqual(did.filter(({ t }) => t === 'debug_doc').map(({ doc }) => atPort(doc ?? {}, port)));

		const ran = result.events.filter((event) => event.type === 'node').map((event) => event.module);
		if (outcome === 'runs') expect(ran[1]).toBe(answered.flow?.module);
		else expect(ran).toEqual(outcome.startsWith('failback') ? ['pivot', 'hangup'] : ['pivot']);
		expect(result.verdict).toBe(outcome === 'hangup' || outcome === 'silence' ? 'dropped' : 'served');
		if (outcome === 'failback after 10 s') expect(result.longestSilenceMs).toBe(10_000);
	});

	it.each(NEED_TWIML)('%s waits for TwiML: what the switch does is not claimed to be known', async (name) => {
		const capture = captures.find((one) => one.name === name);
		if (capture === undefined) throw new Error(`there is no capture ${name}`);
		expect(firstAnswer((await play(capture)).result)).toMatchObject({ outcome: 'unknown', code: 'answer.twiml-not-judged' });
	});

	it('leaves no capture out', () => {
		expect(captures).toHaveLength(43);
		expect([...playable.map(({ name }) => name), ...NEED_TWIML].sort()).toEqual(captures.map(({ name }) => name).sort());
	});
});

async function play(capture: Capture): Promise<{ result: CallResult; seen: readonly string[]; connections: number; port: number }> {
	const given: Buffer[] = [];
	const server = await startPlaybackServer(given);
	given.push(...givenResponses(capture, server.port));
	try {
		const { voiceUrl, data } = pivotData(capture.inputs);
		const result = await placeCall({
			callflow: {
				module: 'pivot',
				data: { ...data, voice_url: voiceUrl.replace(CAPTURED_PLACE, `127.0.0.1:${server.port}`) },
				children: { _: { module: 'hangup' } },
			},
			checkStored: false,
			caller: capturedCaller(capture.inputs),
			// Before a pivot of the flow would ask a server that does not exist.
			...(recorded.parse(capture).outcome === 'runs' ? { script: { hangupAfterMs: 4_000 } } : {}),
		});
		return { result, seen: server.requests.map(asRecorded), connections: server.connections(), port: server.port };
	} finally {
		await server.close();
	}
}

function capturedCaller(inputs: JsonObject) {
	const { callerIdName, callerIdNumber, ...call } = capturedCall(inputs);
	return { ...call, callerName: callerIdName, callerNumber: callerIdNumber };
}

function pivotData(inputs: JsonObject): { voiceUrl: string; data: JsonObject } {
	const { format, method, debug, 'voice-url': voiceUrl } = inputs;
	if (typeof voiceUrl !== 'string') throw new Error('a capture without a voice URL');
	return {
		voiceUrl,
		data: {
			...(format === undefined ? {} : { req_format: format }),
			...(method === undefined ? {} : { method }),
			...(debug === undefined ? {} : { debug }),
		},
	};
}

/** Request line, and the body behind ` | `, as the captures write it. */
function asRecorded(raw: Uint8Array): string {
	const text = new TextDecoder().decode(raw);
	const [head = '', body = ''] = text.split('\r\n\r\n');
	const line = head.split('\r\n')[0] ?? '';
	return body === '' ? line : `${line} | ${body}`;
}

function firstAnswer(result: CallResult): PivotAnswered {
	const answered = result.events.find((event) => event.type === 'pivot answered');
	if (answered === undefined) throw new Error('no pivot was answered');
	return answered;
}

function atPort(document: JsonObject, port: number): JsonObject {
	const { uri } = document;
	return typeof uri === 'string' ? { ...document, uri: uri.replace(CAPTURED_PLACE, `127.0.0.1:${port}`) } : document;
}
