import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { EXCHANGE_MS } from './httpExchange';

/** One certificate of a chain. */
export interface CertificateSeen {
	readonly subject: string;
	readonly issuer: string;
	/** Unix ms. */
	readonly validTo: number;
}

/** What a TLS server showed. */
export interface CertificatesSeen {
	/** Why OpenSSL does not trust it, such as `CERT_HAS_EXPIRED`; undefined: it does. */
	readonly error: string | undefined;
	/** As far as it is known, the server's own first. */
	readonly chain: readonly CertificateSeen[];
}

/**
 * Makes a TLS connection and reads the certificates, trusted or not.
 *
 * @param ca certificates to trust besides Node's own, in PEM
 * @throws Error with a sentence when there is no connection, or no TLS on it, within {@link EXCHANGE_MS}
 */
export async function seeCertificates(url: URL, ca: readonly string[]): Promise<CertificatesSeen> {
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const socket = connect({
		host,
		port: url.port === '' ? 443 : Number(url.port),
		// A name is asked for as the switch does; an address has none to ask for.
		...(isIP(host) === 0 ? { servername: host } : {}),
		...(ca.length === 0 ? {} : { ca: [...ca] }),
		rejectUnauthorized: false,
	});
	try {
		await once(socket, 'secureConnect', { signal: AbortSignal.timeout(EXCHANGE_MS) });
		return { error: socket.authorized ? undefined : errorOf(socket), chain: chainOf(socket.getPeerCertificate(true)) };
	} catch (error) {
		throw new Error(`${url.host} makes no TLS connection: ${whyNot(error)}.`, { cause: error });
	} finally {
		// Whatever still happens on it is nobody's business.
		socket.on('error', () => undefined);
		socket.destroy();
	}
}

function whyNot(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	if (error.name === 'AbortError') return `nothing came within ${EXCHANGE_MS / 1000} s`;
	return 'code' in error ? String(error.code) : error.message;
}

/** Typed as an error, it is a code. */
function errorOf({ authorizationError }: TLSSocket): string {
	const error: unknown = authorizationError;
	return error instanceof Error ? error.message : String(error);
}

function chainOf(first: DetailedPeerCertificate): CertificateSeen[] {
	const chain: CertificateSeen[] = [];
	const seen = new Set<string>();
	// A root is its own issuer; where the issuer was not sent, there is none.
	let next: Partial<DetailedPeerCertificate> | undefined = first;
	while (next?.fingerprint256 !== undefined && !seen.has(next.fingerprint256)) {
		seen.add(next.fingerprint256);
		chain.push({ subject: nameOf(next.subject), issuer: nameOf(next.issuer), validTo: Date.parse(next.valid_to ?? '') });
		next = next.issuerCertificate;
	}
	return chain;
}

function nameOf(certificate: DetailedPeerCertificate['subject'] | undefined): string {
	const name: unknown = certificate?.CN ?? certificate?.O ?? certificate?.OU;
	return Array.isArray(name) ? name.join(', ') : typeof name === 'string' ? name : 'without a name';
}
