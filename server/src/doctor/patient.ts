import { Agent } from 'undici';
import { createUpstreams } from '../upstreams/upstreams';
import type { Token } from '../../../pivot/pairing/signature';
import { NotExamined } from './finding';
import { seeCertificates, type CertificatesSeen } from './observations/certificate';
import { getAsIs, type HttpSeen } from './observations/httpExchange';
import { seeWebhook, type Probed } from './observations/n8n';
import { seeFlows, seeServer, type FlowSeen, type ServerSeen } from './observations/pivotServer';
import { seePivots, seeSwitch, type PivotsSeen, type SwitchSeen } from './observations/switchSide';
import { once } from './once';
import type { DoctorSettings } from './settings';

/**
 * What the doctor sees. Each thing is looked at once, when the first check asks for it; later ones get the same. A look that
 * needs another which failed throws NotExamined, because that failure is a finding already.
 */
export interface Patient {
	readonly settings: DoctorSettings;
	/** @throws NotExamined without one */
	readonly token: () => Token;
	readonly server: () => Promise<ServerSeen>;
	readonly flows: () => Promise<readonly FlowSeen[]>;
	/** The server as the switch reaches it. */
	readonly publicUrl: () => Promise<URL>;
	/** Its `/healthz`, asked for as a switch asks. */
	readonly front: () => Promise<HttpSeen>;
	/** Any page as it is, whoever vouches for the certificate. */
	readonly get: (url: string) => Promise<HttpSeen>;
	readonly certificates: () => Promise<CertificatesSeen>;
	/** Of an active flow; not shared. */
	readonly probe: (webhookUrl: string) => Promise<Probed>;
	/** @throws what keeps the switch from letting us in */
	readonly switchSide: () => Promise<SwitchSeen>;
	readonly pivots: () => Promise<PivotsSeen>;
	readonly close: () => Promise<void>;
}

export function createPatient(settings: DoctorSettings): Patient {
	// The chain has a check of its own; the others look behind it.
	const agent = new Agent({ connect: { rejectUnauthorized: false } });
	const upstreams = createUpstreams(8);

	const token = (): Token => {
		if (!settings.token) throw new NotExamined('PIVOT_TOKEN (--token) is not set.');
		return settings.token;
	};
	const server = once(async () => await seeServer(settings.server, token()));
	const reachedServer = () => orNotExamined(server(), `The pivot server at ${settings.server} was not reached.`);
	const publicUrl = once(async () => {
		if (settings.publicUrl !== undefined) return new URL(settings.publicUrl);
		const seen = await orNotExamined(server(), `PIVOT_PUBLIC_URL (--public-url) is not set, and the pivot server could not be asked.`);
		return new URL(seen.publicUrl);
	});
	const switchSide = once(async () => {
		if (typeof settings.crossbar === 'string') throw new NotExamined(settings.crossbar);
		return await seeSwitch(settings.crossbar);
	});
	const get = async (url: string) => await getAsIs(url, agent);

	return {
		settings,
		token,
		server,
		flows: once(async () => {
			await reachedServer();
			return await seeFlows(settings.server, token());
		}),
		publicUrl,
		front: once(async () => await get(`${withoutSlash(await publicUrl())}/healthz`)),
		get,
		certificates: once(async () => await seeCertificates(await publicUrl(), settings.ca)),
		probe: async (webhookUrl) => await seeWebhook(upstreams, webhookUrl, token()),
		switchSide,
		pivots: once(async () => await seePivots(await switchSide())),
		async close() {
			await Promise.all([agent.destroy(), upstreams.close()]);
		},
	};
}

/** The switch's side for a check that is not about reaching it. */
export async function reachedSwitch({ switchSide }: Pick<Patient, 'switchSide'>): Promise<SwitchSeen> {
	return await orNotExamined(switchSide(), "The switch's API was not reached.");
}

/** A failure that another check reports is not reported again. */
export async function orNotExamined<Seen>(looking: Promise<Seen>, sentence: string): Promise<Seen> {
	try {
		return await looking;
	} catch (error) {
		throw error instanceof NotExamined ? error : new NotExamined(sentence, { cause: error });
	}
}

function withoutSlash({ href }: URL): string {
	return href.replace(/\/+$/, '');
}
