import { openConnection, type Connection, type Failure } from './connection';
import { originOf, type HttpAddress } from './httpAddress';

/** ms an idle connection is kept, as the switch's client keeps it. */
const IDLE_MS = 120_000;

/** Kept-alive connections by where they go. */
export interface ConnectionPool {
	/** A kept connection to the place, or a new one. */
	take(address: HttpAddress, signal: AbortSignal): Promise<{ readonly connection: Connection; readonly isNew: boolean } | Failure>;
	/** Gives a connection back for a later request; one never answered over is closed instead. */
	giveBack(address: HttpAddress, connection: Connection): void;
	close(): void;
}

export function createConnectionPool(verifyCertificate: boolean): ConnectionPool {
	const kept = new Map<string, Connection[]>();
	const open = new Set<Connection>();
	let over = false;
	const isOver = () => over;

	return {
		async take(address, signal) {
			if (isOver()) return 'closed';
			for (const connection of open) if (!connection.isOpen) open.delete(connection);
			const idle = kept.get(originOf(address)) ?? [];
			for (let connection = idle.pop(); connection; connection = idle.pop()) {
				if (connection.isOpen) return { connection, isNew: false };
			}
			const connection = await openConnection(address, verifyCertificate, signal);
			if (typeof connection === 'string') return connection;
			if (isOver()) {
				connection.close();
				return 'closed';
			}
			open.add(connection);
			return { connection, isNew: true };
		},
		giveBack(address, connection) {
			if (isOver() || !connection.isOpen || !connection.answered) {
				connection.close();
				return;
			}
			connection.rest(IDLE_MS);
			const origin = originOf(address);
			kept.set(origin, [...(kept.get(origin) ?? []), connection]);
		},
		close() {
			over = true;
			for (const connection of open) connection.close();
			open.clear();
			kept.clear();
		},
	};
}
