import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApiRouter } from './api/apiRouter';
import { createNonces } from './api/nonces';
import { createApp } from './app';
import { createAttemptLog } from './attempts/attemptLog';
import { createCallDesk } from './calls/callDesk';
import { createPivotCounter } from './calls/pivotCounter';
import { createPivotDoor } from './calls/pivotDoor';
import { createReception } from './calls/reception';
import { listenForRefused } from './calls/refusedDoor';
import { isUnreadable } from './calls/voiceUrl';
import { REQUEST_LIMIT } from './calls/arrivedRequest';
import { configSchema, type ResolvedConfig, type ServerConfig } from './config/config';
import { watchConnections } from './connections/connectionWatch';
import { BUDGET_MS } from '../../pivot/pairing/messages';
import { loadFlows } from './flows/flowRegister';
import { checkVoiceUrl, createRegistrar } from './flows/registration';
import { createTestRegister } from './flows/testRegister';
import { createLog, messageOf, type Log } from './logs/log';
import { createMetrics } from './metrics/metrics';
import { createStateDesk } from './state/stateDesk';
import { createStateKeeper } from './state/stateKeeper';
import { openSqliteStore } from './store/sqliteStore';
import type { Store } from './store/store';
import { createStoreHealth, type StoreHealth } from './store/storeHealth';
import { loadTokens } from './tokens/tokenRegister';
import { createUpstreams } from './upstreams/upstreams';

/** A pivot server that listens. */
export interface RunningServer {
	/** Where it listens. */
	readonly url: string;
	/** As the switch reaches it: voice URLs begin with it. */
	readonly publicUrl: string;
	/** The token to give n8n, where this process knows it: it was configured, or made just now. */
	readonly token: string | undefined;
	/** The token was made just now, at the first start. */
	readonly tokenIsNew: boolean;
	/** What the person who started it should read. */
	readonly warnings: readonly string[];
	readonly log: Log;
	/** Takes no more calls, lets those in flight finish, writes their attempts, closes the store. */
	close(): Promise<void>;
}

/** Room for headers beside the longest target, in bytes. */
const HEADER_ROOM = 16 * 1024;

/**
 * Idle connections are kept longer than the switch's HTTP client keeps them (120 s), so that it is never the server that closes
 * one just when a call is sent into it.
 */
const KEEP_ALIVE_MS = 150_000;

const HOUR_MS = 3_600_000;

/**
 * Starts a pivot server.
 *
 * @param given every setting may be left out; port 0 takes a free one
 * @throws Error with a sentence when a setting is wrong, the store cannot be opened, or the port is taken
 */
export async function startServer(given: ServerConfig = {}): Promise<RunningServer> {
	const config = configSchema.parse(given);
	const log = createLog(config.logLevel, (line) => process.stdout.write(line));
	const store = await openSqliteStore(config.store);
	const health = await createStoreHealth({ file: config.store, store, log });
	try {
		return await assemble(config, store, health, log);
	} catch (error) {
		health.close();
		await store.close();
		throw error;
	}
}

async function assemble(config: ResolvedConfig, store: Store, health: StoreHealth, log: Log): Promise<RunningServer> {
	const tokens = await loadTokens(store, config.token);
	const flows = await loadFlows(store, config.deny, log);
	const tests = createTestRegister();
	const upstreams = createUpstreams(config.concurrency);
	const attempts = createAttemptLog(store, log);
	const metrics = createMetrics({
		upstreamInFlight: () => upstreams.inFlight,
		upstreamWaiting: () => upstreams.waiting,
		attemptsWaiting: () => attempts.waiting,
		attemptsDropped: () => attempts.dropped,
		storeAvailable: () => health.available,
		flows: (state) => flows.list().filter((flow) => flow.state === state).length,
	});

	let url = '';
	let closing: Promise<void> | undefined;
	const publicUrl = () => config.publicUrl ?? url;
	const registrar = createRegistrar({ flows, tests, upstreams, deny: config.deny, publicUrl, log });
	const keeper = createStateKeeper(store, log);
	const states = createStateDesk({ tokens, keeper, deny: config.deny, publicUrl, log });
	const desk = createCallDesk({ flows, tests, tokens, upstreams, states, pivots: createPivotCounter(), deny: config.deny, publicUrl, log });
	const reception = createReception({ flows, tokens, desk, attempts, metrics, log });

	const server = createServer({
		maxHeaderSize: REQUEST_LIMIT + HEADER_ROOM,
		keepAliveTimeout: KEEP_ALIVE_MS,
		headersTimeout: BUDGET_MS.max,
		requestTimeout: 2 * BUDGET_MS.max,
		connectionsCheckingInterval: 1_000,
		// Node would answer a request without one with an empty 400.
		requireHostHeader: false,
	});
	const connections = watchConnections(server, REQUEST_LIMIT + HEADER_ROOM);
	const isClosing = () => closing !== undefined;
	const pivotDoor = createPivotDoor({ reception, connections, closing: isClosing, log });
	const app = createApp({
		pivotDoor,
		api: createApiRouter({ tokens, nonces: createNonces(), registrar, flows, tests, attempts, store, publicUrl }),
		metrics,
		health,
		closing: isClosing,
		log,
	});
	server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		if (isUnreadable(request.url ?? '')) pivotDoor(request, response);
		else app(request, response);
	});
	// An expectation nobody knows is passed over; Node would answer it with an empty 417.
	server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => void server.emit('request', request, response));
	listenForRefused(server, { reception, connections, log });

	await listen(server, config);
	url = addressOf(server);
	const removeOld = () => {
		void keeper.removeExpired();
		store.removeAttempts(Date.now() - config.keepDays * 24 * HOUR_MS).catch((error: unknown) => log.error('retention.error', { reason: messageOf(error) }));
	};
	removeOld();
	const retention = setInterval(removeOld, HOUR_MS);
	log.info('started', { url, publicUrl: publicUrl(), flows: flows.list().length });

	const close = async (): Promise<void> => {
		clearInterval(retention);
		health.close();
		await endServer(server);
		await attempts.flush();
		await keeper.flush();
		await upstreams.close();
		metrics.close();
		await store.close();
		log.info('ended');
	};
	return {
		url,
		publicUrl: publicUrl(),
		token: tokens.text,
		tokenIsNew: tokens.madeNow,
		warnings: checkVoiceUrl(publicUrl(), config.deny),
		log,
		close: () => (closing ??= close()),
	};
}

async function listen(server: Server, { port, host }: ResolvedConfig): Promise<void> {
	server.listen(port, host);
	try {
		await once(server, 'listening');
	} catch (error) {
		throw new Error(`The server cannot listen on ${host}:${port}: ${messageOf(error)}. Choose another port with PIVOT_PORT, or another address with PIVOT_HOST.`, { cause: error });
	}
}

/** Every address of the machine is told as its loopback address: one that can be asked. */
function addressOf(server: Server): string {
	const { address, family, port } = server.address() as AddressInfo;
	if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`;
	return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** Calls in flight end within their budget; what is still open after that is cut. */
async function endServer(server: Server): Promise<void> {
	const closed = once(server, 'close');
	server.close();
	const closeIdle = setInterval(() => server.closeIdleConnections(), 50);
	const cut = setTimeout(() => server.closeAllConnections(), BUDGET_MS.max + 500);
	await closed;
	clearInterval(closeIdle);
	clearTimeout(cut);
}
