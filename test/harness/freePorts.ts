import type { Server } from 'node:net';
import { createServer } from 'node:net';

/**
 * Ports on 127.0.0.1 that nobody listens on. All are held open at once before any is given back, so they differ.
 *
 * @throws when the system has no port left
 */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(Array.from({ length: count }, listen));
	const ports = servers.map(portOf);
	await Promise.all(servers.map(close));
	return ports;
}

/** Whether somebody listens on this port of 127.0.0.1. */
export async function isPortTaken(port: number): Promise<boolean> {
	try {
		await close(await listen(port));
		return false;
	} catch {
		return true;
	}
}

function listen(port: unknown): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(typeof port === 'number' ? port : 0, '127.0.0.1', () => {
			resolve(server);
		});
	});
}

function portOf(server: Server): number {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('A listening socket has no port.');
	return address.port;
}

function close(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => {
			resolve();
		});
	});
}
