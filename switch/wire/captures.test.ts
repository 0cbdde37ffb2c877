import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../pivot/json';
import type { Exchange } from './exchange';
import { createPivotHttpClient } from './pivotHttpClient';
import { pivotParameters } from './pivotParameters';
import { CAPTURED_PLACE, capturedCall, capturedExchange, capturesMissing, givenResponses, readCaptures, type Capture } from './testing/captures';
import { startPlaybackServer, type PlaybackServer } from './testing/playbackServer';

/** Captures whose later requests follow from running TwiML: only their first request is compared. */
const PENDING_TWIML: readonly string[] = [
	'twiml-followup-gather-digits-default-post',
	'twiml-followup-gather-no-action',
	'twiml-followup-gather-timeout',
	'twiml-followup-redirect-default-post',
	'twiml-followup-dial-number',
	'twiml-cdr-post-on-hangup',
];

const missing = capturesMissing();
const name = (title: string) => (missing === undefined ? title : `${title} (skipped: ${missing})`);

async function play(capture: Capture): Promise<{ exchange: Exchange; server: PlaybackServer }> {
	const inputs: JsonObject = capture.inputs;
	const responses: Buffer[] = [];
	const server = await startPlaybackServer(responses);
	responses.push(...givenResponses(capture, server.port));
	const client = createPivotHttpClient({ version: 'master' });
	try {
		const parameters = pivotParameters(capturedCall(inputs), typeof inputs['format'] === 'string' ? inputs['format'] : '');
		return { exchange: await client.exchange(capturedExchange(inputs, parameters, server.port)), server };
	} finally {
		client.close();
		await server.close();
	}
}

/** The bytes as they were when the listener had its port. */
function withCapturedPort(bytes: Uint8Array, port: number): string {
	return Buffer.from(bytes).toString('latin1').replaceAll(`127.0.0.1:${port}`, CAPTURED_PLACE);
}

describe.skipIf(missing !== undefined)(name('what the real switch sent is sent, byte for byte'), () => {
	const captures = readCaptures('requests');

	it.each(captures.map((capture) => [capture.name, capture] as const))('%s', async (_, capture) => {
		const { exchange, server } = await play(capture);
		const first = Buffer.from(capture.requests?.[0]?.raw_base64 ?? '', 'base64').toString('latin1');
		expect(withCapturedPort(server.requests[0] ?? Buffer.alloc(0), server.port)).toBe(first);
		expect(exchange.sent.map((bytes) => Buffer.from(bytes))).toEqual(server.requests);
		expect(server.connections()).toBe(capture.tcp_connections);
	});

	it('only requests that follow from TwiML are left for later', () => {
		expect(captures.filter(({ requests = [] }) => requests.length > 1).map((capture) => capture.name)).toEqual(PENDING_TWIML);
	});
});

describe.skipIf(missing !== undefined)(name('what the real switch asked again, elsewhere or not at all'), () => {
	const captures = readCaptures('responses');

	it.each(captures.map((capture) => [capture.name, capture] as const))('%s', async (_, capture) => {
		const { exchange, server } = await play(capture);
		const seen = server.requests.map((request) => {
			const [head = '', body = ''] = withCapturedPort(request, server.port).split('\r\n\r\n');
			return [head.split('\r\n', 1)[0], ...(body === '' ? [] : [body])].join(' | ');
		});
		expect(seen).toEqual(capture.requests_seen);
		expect(server.connections()).toBe(capture.tcp_connections);
		expect(exchange.connections).toBe(capture.tcp_connections);
	});
});

describe.skipIf(missing !== undefined)(name('the first request of a TwiML session'), () => {
	it.each(readCaptures('twiml').map((capture) => [capture.name, capture] as const))('%s', async (_, capture) => {
		const { server } = await play(capture);
		const line = withCapturedPort(server.requests[0] ?? Buffer.alloc(0), server.port).split('\r\n', 1)[0];
		expect(line).toBe(capture.requests_seen?.[0]);
	});
});
