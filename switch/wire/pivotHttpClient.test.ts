import { createServer as createTcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { DeliveredAnswer, HttpAnswer } from '../../pivot/judge/judgement';
import type { SwitchVersion } from '../../pivot/switchVersion';
import type { Exchange, ExchangeRequest, PivotHttpClient } from './exchange';
import { createPivotHttpClient } from './pivotHttpClient';
import { LOOPBACK_CERTIFICATE } from './testing/loopbackCertificate';
import { response, startPlaybackServer, type PlayedResponse, type PlaybackServer } from './testing/playbackServer';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
	for (const undo of cleanUp.splice(0)) await undo();
});

async function serve(...responses: (PlayedResponse | null)[]): Promise<PlaybackServer> {
	const server = await startPlaybackServer(responses);
	cleanUp.push(() => server.close());
	return server;
}

function client(version: SwitchVersion = 'master', strictUrls = false): PivotHttpClient {
	const made = createPivotHttpClient({ version, strictUrls });
	cleanUp.push(() => { made.close(); });
	return made;
}

const request = (port: number, more: Partial<ExchangeRequest> = {}): ExchangeRequest => ({
	method: 'get', url: `http://127.0.0.1:${port}/ivr`, parameters: [['To', '1']], bodyFormat: 'form', timeoutMs: 3000, ...more,
});
const ask = (server: PlaybackServer, more: Partial<ExchangeRequest> = {}, version: SwitchVersion = 'master') =>
	client(version).exchange(request(server.port, more));

function delivered(answer: HttpAnswer): DeliveredAnswer {
	if ('failure' in answer) throw new Error(`nothing was delivered: ${answer.failure}`);
	return answer;
}
const bodyOf = (exchange: Exchange) => Buffer.from(delivered(exchange.answer).body).toString('utf8');
const lines = (server: PlaybackServer) => server.requests.map((bytes) => bytes.toString('latin1').split('\r\n', 1)[0]);

const OK = response('200 OK', '{"module":"hangup"}', { 'Content-Type': 'application/json' });
const redirect = (status: number, location: string) => response(`${status} There`, '', { Location: location });

describe('what goes over the wire', () => {
	it('POST with credentials sends them', async () => {
		const server = await serve(OK);
		await ask(server, { method: 'post', url: `http://bob:s3cret@127.0.0.1:${server.port}/x` });
		expect(server.requests[0]?.toString()).toBe(
			'POST /x HTTP/1.1\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 4\r\nte: \r\n'
			+ `host: 127.0.0.1:${server.port}\r\nauthorization: Basic Ym9iOnMzY3JldA==\r\nconnection: keep-alive\r\n\r\nTo=1`,
		);
	});

	it('GET with credentials loses their colon, so they stop being theirs', async () => {
		const server = await serve(OK);
		await ask(server, { url: `http://bob:1secret@127.0.0.1:${server.port}/x` });
		expect(server.requests[0]?.toString()).toContain(`authorization: Basic ${Buffer.from('bob:1secret').toString('base64')}\r\n`);
		expect(await ask(server, { url: `http://bob:s3cret@127.0.0.1:${server.port}/x` })).toMatchObject({ answer: { status: 200 } });
		expect(server.requests[1]?.toString()).toContain(`authorization: Basic ${Buffer.from('bobs3cret:').toString('base64')}\r\n`);
	});

	it('headers of a K5 node go last, in lower case, and cannot break out of their line', async () => {
		const server = await serve(OK);
		await ask(server, { headers: { 'X-Tenant': 'acme', 'x-b': 'a\r\nX-Evil: 1' } }, 'K5');
		expect(server.requests[0]?.toString()).toMatch(/connection: keep-alive\r\nx-tenant: acme\r\nx-b: a X-Evil: 1\r\n\r\n$/);
	});

	it('names and paths go as their UTF-8 bytes', async () => {
		const server = await serve(OK);
		await ask(server, { url: `http://127.0.0.1:${server.port}/Zoë`, parameters: [['ключ a', 'Zoë']] });
		expect(server.requests[0]?.toString('utf8')).toContain('GET /Zoë?ключ a=Zo%C3%AB HTTP/1.1\r\n');
	});

	it('a URL without a path asks for “/”', async () => {
		const server = await serve(OK);
		await ask(server, { url: `http://127.0.0.1:${server.port}` });
		expect(lines(server)).toEqual(['GET /?To=1 HTTP/1.1']);
	});

	it('an empty JSON object is sent where there is nothing to say', async () => {
		const server = await serve(OK);
		await ask(server, { method: 'post', bodyFormat: 'json', parameters: [] });
		expect(server.requests[0]?.toString()).toMatch(/content-type: application\/json\r\ncontent-length: 2\r\n.*\r\n\r\n\{\}$/s);
	});
});

describe('connections', () => {
	it('are kept and used again', async () => {
		const server = await serve(OK);
		const one = client();
		expect((await one.exchange(request(server.port))).connections).toBe(1);
		expect((await one.exchange(request(server.port))).connections).toBe(0);
		expect(server.connections()).toBe(1);
	});

	it('are opened for exchanges at the same time', async () => {
		const server = await serve(OK);
		const one = client();
		const exchanges = await Promise.all([1, 2, 3].map(() => one.exchange(request(server.port))));
		expect(exchanges.map(({ connections }) => connections)).toEqual([1, 1, 1]);
	});

	it.each([
		['the server says close', response('200 OK', 'x', { Connection: 'close' })],
		['the server answers 5xx', response('500 Oops', 'x')],
		['the server speaks HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx'],
	])('are not used again when %s', async (_, given) => {
		const server = await serve(given);
		const one = client();
		await one.exchange(request(server.port));
		expect((await one.exchange(request(server.port))).connections).toBe(1);
	});

	it('that the server closed while idle are replaced', async () => {
		const server = await startPlaybackServer([OK], true);
		cleanUp.push(() => server.close());
		const one = client();
		await one.exchange(request(server.port));
		await new Promise((resolve) => setTimeout(resolve, 30));
		expect(await one.exchange(request(server.port))).toMatchObject({ answer: { status: 200 }, connections: 1 });
	});

	it('are used again for a redirect only where they served before (captures http-302-get, redirect-loop-5)', async () => {
		const server = await serve(OK, redirect(302, '/next'), OK);
		const one = client();
		await one.exchange(request(server.port));
		expect((await one.exchange(request(server.port))).connections).toBe(0);
		expect(lines(server)).toEqual(['GET /ivr?To=1 HTTP/1.1', 'GET /ivr?To=1 HTTP/1.1', 'GET /next HTTP/1.1']);
	});

	it('a closed client connects no more', async () => {
		const server = await serve(OK);
		const one = client();
		one.close();
		expect((await one.exchange(request(server.port))).answer).toEqual({ failure: 'closed' });
		expect(server.connections()).toBe(0);
	});
});

describe('redirects', () => {
	it.each([
		['4.3', 'post', 301, []], ['4.3', 'post', 302, []], ['4.3', 'post', 303, ['GET']], ['4.3', 'post', 307, []], ['4.3', 'post', 308, []],
		['4.3', 'get', 301, ['GET']], ['4.3', 'get', 307, ['GET']], ['4.3', 'get', 308, []],
		['master', 'post', 301, ['GET']], ['master', 'post', 302, ['GET']], ['master', 'post', 303, ['GET']],
		['master', 'post', 307, ['POST']], ['master', 'post', 308, []], ['master', 'get', 300, ['GET']], ['master', 'get', 308, []],
		['K5', 'post', 307, ['POST']], ['K5', 'post', 308, ['POST']], ['K5', 'get', 308, ['GET']],
		['master', 'get', 304, []], ['master', 'get', 305, []],
	] as const)('KAZOO %s, %s, %i', async (version, method, status, followedAs) => {
		const server = await serve(redirect(status, '/next'), OK);
		const exchange = await ask(server, { method }, version);
		expect(lines(server).slice(1)).toEqual(followedAs.map((verb) => `${verb} /next HTTP/1.1`));
		expect(delivered(exchange.answer).status).toBe(followedAs.length > 0 ? 200 : status);
	});

	it('a POST that becomes a GET loses its body but keeps its content type', async () => {
		const server = await serve(redirect(302, '/next'), OK);
		await ask(server, { method: 'post' });
		expect(server.requests[1]?.toString()).toBe(
			'GET /next HTTP/1.1\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 0\r\nte: \r\n'
			+ `host: 127.0.0.1:${server.port}\r\nconnection: keep-alive\r\n\r\n`,
		);
	});

	it.each([
		['http://127.0.0.1:PORT/moved?z=1#part', '/moved?z=1'],
		['//127.0.0.1:PORT/moved', '/moved'],
		['/moved', '/moved'],
		['next?b=2', '/a/next?b=2'],
		['../up', '/a/../up'],
		['?b=2', '/a/?b=2'],
	])('to %s', async (location, target) => {
		const there = await serve(OK);
		const here = await serve(redirect(302, location.replace('PORT', String(there.port))), OK);
		await client().exchange(request(here.port, { url: `http://127.0.0.1:${here.port}/a/b`, parameters: [] }));
		expect(lines(location.includes('PORT') ? there : here).at(-1)).toBe(`GET ${target} HTTP/1.1`);
	});

	it('end after five: the next one is the answer', async () => {
		const server = await serve(redirect(302, '/round'));
		const exchange = await ask(server);
		expect(server.requests).toHaveLength(6);
		expect(delivered(exchange.answer).status).toBe(302);
	});

	it('to a place the client refuses are a failure', async () => {
		const server = await serve(redirect(302, 'ftp://example.invalid/x'));
		expect((await ask(server)).answer).toEqual({ failure: 'invalid-url' });
	});

	it('without a place are the answer', async () => {
		const server = await serve(response('302 Found'));
		expect(delivered((await ask(server)).answer).status).toBe(302);
	});
});

describe('a 503 with Retry-After', () => {
	it('is repeated after the pause, and not shown', async () => {
		const server = await serve(response('503 Busy', 'busy', { 'Retry-After': '0' }), response('503 Busy', 'busy', { 'Retry-After': '1' }), OK);
		const exchange = await ask(server);
		expect(delivered(exchange.answer).status).toBe(200);
		expect(exchange.elapsedMs).toBeGreaterThan(950);
		expect(exchange.sent).toHaveLength(3);
	});

	it('is the answer where the time does not allow the pause', async () => {
		const server = await serve(response('503 Busy', 'busy', { 'Retry-After': '99' }));
		const exchange = await ask(server);
		expect(delivered(exchange.answer)).toMatchObject({ status: 503, headers: { 'retry-after': '99' } });
		expect(exchange.elapsedMs).toBeLessThan(1500);
	});

	it.each(['100', 'soon', 'Fri, 31 Dec 1999 23:59:59 GMT'])('of %s is not repeated', async (after) => {
		const server = await serve(response('503 Busy', '', { 'Retry-After': after }));
		expect(delivered((await ask(server)).answer).status).toBe(503);
		expect(server.requests).toHaveLength(1);
	});
});

describe('answers are read as the switch reads them', () => {
	const pieces = (...parts: (string | Buffer)[]): PlayedResponse => parts;

	it.each<[string, PlayedResponse, string]>([
		['in pieces', pieces('HTT', 'P/1.1 200 OK\r\nContent-Le', 'ngth: 4\r\n', '\r\nab', 'cd'), 'abcd'],
		['in chunks, cut anywhere', pieces('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2', ';x=1\r\nZ', 'o\r\n1\r\n', Buffer.from([0xc3]), '\r\n1\r\n', Buffer.from([0xab]), '\r\n0\r\nTrailer: x\r\n', '\r\n'), 'Zoë'],
		['chunked in any case', 'HTTP/1.1 200 OK\r\nTRANSFER-ENCODING: Chunked\r\ncontent-length: 1\r\n\r\n3\r\nabc\r\n0\r\n\r\n', 'abc'],
		['behind a 100 and a 103', `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${response('200 OK', 'abc')}`, 'abc'],
		['with bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 3\n\nabc', 'abc'],
		['without what follows its length', `${response('200 OK', 'abc')}more`, 'abc'],
		['without a body, though one is announced, for 204', 'HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n', ''],
	])('%s', async (_, given, body) => {
		expect(bodyOf(await ask(await serve(given)))).toBe(body);
	});

	it('to the end of the connection where no length is given', async () => {
		const server = await startPlaybackServer([pieces('HTTP/1.1 200 OK\r\n\r\nabc', 'def')], true);
		cleanUp.push(() => server.close());
		expect(bodyOf(await ask(server))).toBe('abcdef');
	});

	it('as far as they came, where the connection breaks before the announced length', async () => {
		const server = await startPlaybackServer(['HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"module":'], true);
		cleanUp.push(() => server.close());
		expect(bodyOf(await ask(server))).toBe('{"module":');
	});

	it('not unpacked', async () => {
		const packed = gzipSync('abc');
		const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`);
		const exchange = await ask(await serve(Buffer.concat([head, packed])));
		expect(Buffer.from(delivered(exchange.answer).body)).toEqual(packed);
	});

	it('with names in lower case, the first of several, and without lines that are no headers', async () => {
		const exchange = await ask(await serve(
			'HTTP/1.1 200 OK\r\nContent-Type:  text/html ;\r\n charset=x\r\nCONTENT-TYPE: application/json\r\nno header\r\n__proto__: x\r\nX : y\r\nContent-Length: 0\r\n\r\n',
		));
		expect(Object.entries(delivered(exchange.answer).headers)).toEqual([
			['content-type', 'text/html ;'], ['__proto__', 'x'], ['content-length', '0'],
		]);
	});
});

describe('failures', () => {
	it.each<[string, PlayedResponse]>([
		['nothing', ''],
		['something that is no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
		['a status line without a reason', 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n'],
		['an unreadable length', 'HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n'],
		['an encoding other than chunked', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nx'],
		['a broken chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n'],
	])('%s is a closed connection', async (_, given) => {
		expect((await ask(await serve(given))).answer).toEqual({ failure: 'closed' });
	});

	it('a head or a chunk cut off is a closed connection', async () => {
		for (const cut of ['HTTP/1.1 200 OK\r\nContent-', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab']) {
			const server = await startPlaybackServer([cut], true);
			cleanUp.push(() => server.close());
			expect((await ask(server)).answer).toEqual({ failure: 'closed' });
		}
	});

	it('nobody listening is refused', async () => {
		const server = await startPlaybackServer([OK]);
		await server.close();
		expect((await ask(server)).answer).toEqual({ failure: 'refused' });
	});

	it('a name that does not exist is a DNS failure', async () => {
		const exchange = await client().exchange(request(1, { url: `http://${'x'.repeat(64)}.invalid/` }));
		expect(exchange).toMatchObject({ answer: { failure: 'dns' }, sent: [], connections: 0 });
	});

	it.each<[string, PlayedResponse | null]>([
		['no answer', null],
		['half a head', 'HTTP/1.1 200 OK\r\n'],
		['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc'],
		['a body that drips past the limit', ['HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n', ...Array.from({ length: 40 }, () => 'a')]],
	])('%s in time is a timeout', async (_, given) => {
		const exchange = await ask(await serve(given), { timeoutMs: 250 });
		expect(exchange.answer).toEqual({ failure: 'timeout' });
		expect(exchange.elapsedMs).toBeGreaterThan(200);
		expect(exchange.elapsedMs).toBeLessThan(1500);
	});

	it('the time limit goes on through redirects', async () => {
		const exchange = await ask(await serve(redirect(302, '/a'), null), { timeoutMs: 250 });
		expect(exchange.answer).toEqual({ failure: 'timeout' });
		expect(exchange.sent).toHaveLength(2);
	});

	it.each(['', 'ftp://h/x', 'pivot.example/ivr', 'http://', 'http://h:99999/'])('“%s” is a URL the client refuses', async (url) => {
		for (const method of ['get', 'post'] as const) {
			const exchange = await client().exchange(request(1, { url, method, timeoutMs: 500 }));
			expect(exchange).toMatchObject({ answer: { failure: 'invalid-url' }, sent: [], connections: 0 });
		}
	});
});

describe('newer clients', () => {
	it('refuse raw brackets in a GET URL, and nothing else changes', async () => {
		const server = await serve(OK);
		const strict = client('K5', true);
		const parameters: ExchangeRequest['parameters'] = [['Custom-Application-Vars', { step: '1' }]];
		expect((await strict.exchange(request(server.port, { parameters }))).answer).toEqual({ failure: 'invalid-url' });
		expect(server.connections()).toBe(0);
		expect((await strict.exchange(request(server.port, { parameters, method: 'post' }))).answer).toMatchObject({ status: 200 });
		expect((await strict.exchange(request(server.port))).answer).toMatchObject({ status: 200 });
	});
});

describe('TLS', () => {
	async function secure(): Promise<number> {
		const server = createTlsServer({ ...LOOPBACK_CERTIFICATE }, (socket) => {
			socket.on('error', () => undefined).on('data', () => { socket.write(OK); });
		});
		server.on('tlsClientError', () => undefined);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		cleanUp.push(() => new Promise((resolve) => server.close(resolve)));
		const address = server.address();
		return typeof address === 'object' && address ? address.port : 0;
	}

	it.each(['4.3', 'master'] as const)('KAZOO %s does not look at the certificate', async (version) => {
		const port = await secure();
		const one = client(version);
		const exchange = await one.exchange(request(port, { url: `https://127.0.0.1:${port}/x` }));
		expect(bodyOf(exchange)).toBe('{"module":"hangup"}');
		expect((await one.exchange(request(port, { url: `https://127.0.0.1:${port}/x` }))).connections).toBe(0);
		one.close();
	});

	it('K5 refuses a certificate nobody vouches for', async () => {
		const port = await secure();
		expect((await client('K5').exchange(request(port, { url: `https://127.0.0.1:${port}/x` }))).answer).toEqual({ failure: 'tls' });
	});

	it('a server that speaks no TLS is a TLS failure', async () => {
		const server = createTcpServer((socket) => { socket.on('error', () => undefined).resume().end('HTTP/1.1 400 Bad Request\r\n\r\n'); });
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		cleanUp.push(() => new Promise((resolve) => server.close(resolve)));
		const address = server.address();
		const port = typeof address === 'object' && address ? address.port : 0;
		expect((await client().exchange(request(port, { url: `https://127.0.0.1:${port}/` }))).answer).toEqual({ failure: 'tls' });
	});
});
