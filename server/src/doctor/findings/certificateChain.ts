import type { Check } from '../check';
import { NotExamined, ok, warning, wrong, type Finding } from '../finding';
import type { CertificateSeen, CertificatesSeen } from '../observations/certificate';

const DAY_MS = 86_400_000;

/** From here on a certificate should have been renewed by itself, in days. */
const SOON_DAYS = 14;

/** Who verifies must be able to: n8n does, and switches on Erlang/OTP 26 or newer (reference "kazoo-pivot" §4.2). */
export const certificateChain: Check = {
	code: 'public-url.tls',
	title: 'TLS chain',
	async examine({ publicUrl, certificates, settings }) {
		const url = await publicUrl();
		if (url.protocol !== 'https:') throw new NotExamined(`${url.origin} is plain HTTP: callers' numbers, and the key of the flow, travel unencrypted.`);
		return [judgeCertificates(await certificates(), url.hostname, settings.now())];
	},
};

/** @param now Unix ms */
export function judgeCertificates({ error, chain }: CertificatesSeen, host: string, now: number): Finding {
	const [own] = chain;
	const last = chain.at(-1);
	const first = chain.toSorted((a, b) => a.validTo - b.validTo)[0];
	if (!own || !last || !first) return wrong(`${host} shows no certificate.`);
	const expired = chain.filter(({ validTo }) => validTo <= now);
	if (expired.length > 0) return wrong(`${expired.map((certificate) => `The certificate of “${certificate.subject}” ended on ${dayOf(certificate)}`).join('. ')}: renew it.`);
	if (error !== undefined) return wrong(`${reasonOf(error, own, last, host)} Until then n8n, and switches that verify, refuse the connection.`);
	const days = Math.floor((first.validTo - now) / DAY_MS);
	if (days < SOON_DAYS) return warning(`The certificate of “${first.subject}” ends in ${days} ${days === 1 ? 'day' : 'days'}, on ${dayOf(first)}: see why it is not renewed yet.`);
	return ok(`The chain of ${host} is complete, and valid for ${days} more days.`);
}

function reasonOf(error: string, own: CertificateSeen, last: CertificateSeen, host: string): string {
	switch (error) {
		case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
		case 'UNABLE_TO_GET_ISSUER_CERT':
		case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
			return `The chain of ${host} is not complete, or ends at an authority nobody here knows: the certificate of “${last.issuer}”, which signed the one of “${last.subject}”, is missing. Let the proxy send the full chain (often called fullchain.pem).`;
		case 'DEPTH_ZERO_SELF_SIGNED_CERT':
			return `The certificate of ${host} is self-signed (“${own.subject}”): get one from an authority the switch knows.`;
		case 'SELF_SIGNED_CERT_IN_CHAIN':
			return `The chain of ${host} ends at “${last.subject}”, an authority nobody here knows: get a certificate from one the switch knows, or name a private one with --ca.`;
		case 'ERR_TLS_CERT_ALTNAME_INVALID':
			return `The certificate is made out to “${own.subject}”, not to ${host}: get one for this name.`;
		default:
			return `The certificate of ${host} is not accepted (${error}).`;
	}
}

function dayOf({ validTo }: CertificateSeen): string {
	return new Date(validTo).toISOString().slice(0, 10);
}
