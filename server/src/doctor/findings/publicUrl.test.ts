import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NO_DENY_LIST } from '../../../../pivot/callflow/denyList';
import { LOOPBACK_CERTIFICATE } from '../../../../switch/wire/testing/loopbackCertificate';
import { startServer, type RunningServer } from '../../startServer';
import { TEST_CONFIG } from '../../testing/settings';
import { TEST_CHAIN } from '../testing/certificates';
import { examined, found } from '../testing/examined';
import { startFront, type Front, type FrontOptions } from '../testing/front';
import { certificateChain, judgeCertificates } from './certificateChain';
import { noCompression } from './noCompression';
import { noRedirect } from './noRedirect';
import { publicUrlAllowed } from './publicUrlAllowed';
import { publicUrlReached } from './publicUrlReached';

describe('the public URL', () => {
	let server: RunningServer;
	const fronts: Front[] = [];
	const front = async (options: FrontOptions = {}) => {
		const started = await startFront(server.url, options);
		fronts.push(started);
		return { publicUrl: started.url };
	};
	const redirecting: FrontOptions = { answer: (_incoming, response) => void response.writeHead(301, { location: 'https://pivot.example/' }).end() };
	const compressing: FrontOptions = {
		async answer(_incoming, response, onward) {
			const { status, headers, body } = await onward();
			const zipped = gzipSync(body);
			response.writeHead(status, { ...headers, 'content-encoding': 'gzip', 'content-length': zipped.length }).end(zipped);
		},
	};

	beforeAll(async () => {
		server = await startServer(TEST_CONFIG);
	});
	afterEach(async () => {
		await Promise.all(fronts.splice(0).map((started) => started.close()));
	});
	afterAll(() => server.close());

	it('is one the switch may call', async () => {
		expect(await examined(publicUrlAllowed, { publicUrl: 'https://pivot.example' })).toEqual([found('ok', 'pivot.example')]);
		expect(await examined(publicUrlAllowed, { publicUrl: 'http://localhost:8090' })).toEqual([found('wrong', 'localhost:8090', '“localhost”', 'PIVOT_PUBLIC_URL')]);
		expect(await examined(publicUrlAllowed, { publicUrl: 'http://127.0.0.1:8090', deny: NO_DENY_LIST })).toEqual([found('ok', '127.0.0.1')]);
	});

	it('is what the server says where it is not set; without a server it is not looked at', async () => {
		expect(await examined(publicUrlReached, { server: server.url })).toEqual([found('ok', server.url)]);
		expect(await examined(publicUrlReached)).toEqual([found('skipped', 'PIVOT_PUBLIC_URL')]);
		expect(await examined(publicUrlReached, { token: undefined })).toEqual([found('skipped', 'PIVOT_TOKEN')]);
	});

	it('leads to a pivot server, over TLS too, whoever vouches for the certificate', async () => {
		expect(await examined(publicUrlReached, await front())).toEqual([found('ok', 'A pivot server answers')]);
		expect(await examined(publicUrlReached, await front({ tls: { key: TEST_CHAIN.key, cert: TEST_CHAIN.expired } }))).toEqual([found('ok', 'https://127.0.0.1')]);
	});

	it('that leads elsewhere, or nowhere, or answers nothing, is wrong', async () => {
		const elsewhere = await front({ answer: (_incoming, response) => void response.writeHead(404).end('<html>nginx') });
		expect(await examined(publicUrlReached, elsewhere)).toEqual([found('wrong', 'not the pivot server', '404', 'PIVOT_PUBLIC_URL')]);
		expect(await examined(publicUrlReached, { publicUrl: 'http://127.0.0.1:9' })).toEqual([found('wrong', 'http://127.0.0.1:9 gives no answer', 'ECONNREFUSED')]);
		const silent = await front({ answer: () => undefined });
		expect(await examined(publicUrlReached, silent)).toEqual([found('wrong', 'within 3 s')]);
	});

	it('answers without sending the switch elsewhere', async () => {
		expect(await examined(noRedirect, await front())).toEqual([found('ok')]);
		const settings = await front(redirecting);
		expect(await examined(noRedirect, settings)).toEqual([found('wrong', 'https://pivot.example/', '301', 'PIVOT_PUBLIC_URL')]);
		expect(await examined(publicUrlReached, settings)).toEqual([found('skipped', 'redirects')]);
		expect(await examined(noCompression, settings)).toEqual([found('skipped', 'redirects')]);
		expect(await examined(noRedirect, { publicUrl: 'http://127.0.0.1:9' })).toEqual([found('skipped', 'no answer')]);
	});

	it('answers without compression', async () => {
		expect(await examined(noCompression, await front())).toEqual([found('ok')]);
		const settings = await front(compressing);
		expect(await examined(noCompression, settings)).toEqual([found('wrong', 'gzip', 'turn compression off')]);
		expect(await examined(publicUrlReached, settings)).toEqual([found('skipped', 'compressed')]);
	});

	describe('over TLS', () => {
		const { key, leaf, intermediate, expired, otherName, root } = TEST_CHAIN;
		const chain = async (...certificates: string[]) => ({ ...(await front({ tls: { key, cert: certificates.join('') } })), ca: [root] });

		it('shows a whole chain', async () => {
			expect(await examined(certificateChain, await chain(leaf, intermediate))).toEqual([found('ok', '127.0.0.1', 'more days')]);
		});

		it.each([
			['without its intermediate', [leaf], ['“Example Intermediate”', '“pivot.example”', 'is missing', 'fullchain']],
			['that ended', [expired, intermediate], ['“pivot.example” ended on 2024-04-01']],
			['for another name', [otherName, intermediate], ['not to 127.0.0.1']],
		])('%s: says so', async (_how, certificates, parts) => {
			expect(await examined(certificateChain, await chain(...certificates))).toEqual([found('wrong', ...parts)]);
		});

		it('says which authority nobody knows, and what is self-signed', async () => {
			const { publicUrl } = await chain(leaf, intermediate, root);
			expect(await examined(certificateChain, { publicUrl })).toEqual([found('wrong', '“Example Root”', '--ca')]);
			const own = await front({ tls: LOOPBACK_CERTIFICATE });
			expect(await examined(certificateChain, own)).toEqual([found('wrong', 'self-signed', 'loopback.example')]);
		});

		it('warns two weeks before the end', () => {
			const certificate = { subject: 'pivot.example', issuer: 'Example', validTo: Date.UTC(2030, 0, 31) };
			const judged = (now: number) => judgeCertificates({ error: undefined, chain: [certificate] }, 'pivot.example', now);
			expect(judged(Date.UTC(2030, 0, 1))).toEqual(found('ok', '30 more days'));
			expect(judged(Date.UTC(2030, 0, 26))).toEqual(found('warning', 'in 5 days', '2030-01-31'));
			expect(judged(Date.UTC(2030, 1, 1))).toEqual(found('wrong', 'ended on 2030-01-31'));
		});

		it('is not looked at without TLS; a port that speaks none is wrong', async () => {
			expect(await examined(certificateChain, await front())).toEqual([found('skipped', 'plain HTTP')]);
			expect(await examined(certificateChain, { publicUrl: server.url.replace('http:', 'https:') })).toEqual([found('wrong', 'makes no TLS connection: ERR_SSL_WRONG_VERSION_NUMBER')]);
		});
	});
});
