import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { UndeliveredAnswer } from '../../pivot/judge/judgement';
import type { HttpAddress } from './httpAddress';
import { createResponseReader, type RawResponse, type Reading } from './responseReader';

export type Failure = UndeliveredAnswer['failure'];

/** One TCP connection, for one request at a time. */
export interface Connection {
	/** A request was answered over it: only then does the switch's client use a connection again. */
	answered: boolean;
	readonly isOpen: boolean;
	send(bytes: Uint8Array, signal: AbortSignal): Promise<RawResponse | Failure>;
	/** Keeps it for a later request, for at most `ms`, without keeping the process. */
	rest(ms: number): void;
	close(): void;
}

/**
 * Opens a connection.
 *
 * @param verifyCertificate with TLS: refuse a server whose certificate cannot be verified
 * @param signal aborting it means the time is up
 */
export async function openConnection(
	address: HttpAddress, verifyCertificate: boolean, signal: AbortSignal,
): Promise<Connection | Failure> {
	if (signal.aborted) return 'timeout';
	const socket = address.secure ? secureSocket(address, verifyCertificate) : connectTcp(placeOf(address));
	socket.on('error', () => undefined);
	const failure = await new Promise<Failure | undefined>((resolve) => {
		socket.once(address.secure ? 'secureConnect' : 'connect', () => { resolve(undefined); });
		socket.once('error', (error) => { resolve(connectFailure(error, address.secure)); });
		socket.once('close', () => { resolve(address.secure ? 'tls' : 'closed'); });
		signal.addEventListener('abort', () => { resolve('timeout'); }, { once: true });
	});
	if (failure === undefined) return connectionOver(socket);
	socket.destroy();
	return failure;
}

function secureSocket(address: HttpAddress, verifyCertificate: boolean): Socket {
	const serverName = isIP(address.host) ? {} : { servername: address.host };
	return connectTls({ ...placeOf(address), ...serverName, rejectUnauthorized: verifyCertificate });
}

/** The switch looks names up as IPv4 only. */
function placeOf({ host, port }: HttpAddress): { host: string; port: number; family?: 4 } {
	return { host, port, ...(isIP(host) === 6 ? {} : { family: 4 }) };
}

function connectFailure(error: Error, secure: boolean): Failure {
	const code = 'code' in error ? String(error.code) : '';
	if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return 'dns';
	if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EACCES', 'EADDRNOTAVAIL'].includes(code)) return 'refused';
	return secure ? 'tls' : 'refused';
}

function connectionOver(socket: Socket): Connection {
	let take: ((reading: Reading | 'timeout') => void) | undefined;
	let reader = createResponseReader();
	const end = () => {
		take?.(reader.end());
		socket.destroy();
	};
	socket.setNoDelay(true);
	socket.on('data', (chunk: Buffer) => { take?.(reader.push(chunk)); });
	socket.on('end', end);
	socket.on('close', end);
	socket.on('timeout', () => { socket.destroy(); });

	return {
		answered: false,
		get isOpen() {
			return !socket.destroyed && socket.writable;
		},
		async send(bytes, signal) {
			socket.ref();
			socket.setTimeout(0);
			reader = createResponseReader();
			const reading = await new Promise<Reading | 'timeout'>((resolve) => {
				take = (read) => { if (read !== 'more') resolve(read); };
				const timeUp = () => { resolve('timeout'); };
				signal.addEventListener('abort', timeUp, { once: true });
				if (signal.aborted) timeUp();
				else if (socket.destroyed) resolve('unreadable');
				else socket.write(bytes);
			});
			take = undefined;
			if (typeof reading === 'object') return reading;
			socket.destroy();
			return reading === 'timeout' ? 'timeout' : 'closed';
		},
		rest(ms) {
			socket.unref();
			socket.setTimeout(ms);
		},
		close() {
			socket.destroy();
		},
	};
}
