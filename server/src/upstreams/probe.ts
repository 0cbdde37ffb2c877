import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { probeAnswerSchema } from '../../../pivot/pairing/messages';
import { PAIRING_HEADERS } from '../../../pivot/pairing/headers';
import { answerKey, verify, type Token } from '../../../pivot/pairing/signature';
import type { UpstreamAnswer } from './postSigned';
import type { Upstreams } from './upstreams';

/** A probe is repeated for this long, in ms: n8n answers a webhook some time after it published it. */
export const PROBE_PATIENCE_MS = 5_000;

const PAUSE_MS = 200;
/** One probe, in ms. */
const PROBE_MS = 2_000;

export type ProbeResult = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly message: string };

/**
 * Asks the webhook to prove that it leads to a Pivot Trigger with the same token. Never rejects.
 *
 * @param patienceMs it is asked again while the answer may still change
 */
export async function probeWebhook(upstreams: Pick<Upstreams, 'probe'>, url: string, token: Token, patienceMs = PROBE_PATIENCE_MS): Promise<ProbeResult> {
	const until = performance.now() + patienceMs;
	for (;;) {
		const id = randomUUID();
		const body = JSON.stringify({ v: 1, probe: id });
		const deadline = Math.min(performance.now() + PROBE_MS, Math.max(until, performance.now() + PAUSE_MS));
		const result = readProbeAnswer(await upstreams.probe({ url, token, kind: 'probe', id, body, deadline }), url, id, token);
		if (result.ok || result.final || performance.now() + PAUSE_MS > until) return result;
		await sleep(PAUSE_MS);
	}
}

/** `final`: asking again would not change it. */
type Read = { readonly ok: true } | { readonly ok: false; readonly final: boolean; readonly code: string; readonly message: string };

function readProbeAnswer(answer: UpstreamAnswer, url: string, id: string, token: Token): Read {
	const wrong = (code: string, message: string, final = false): Read => ({ ok: false, final, code, message: `The pivot server called ${url} back to see whether calls will reach the workflow. ${message}` });
	if (answer.kind === 'failed') return wrong(`probe.${answer.code.replace('workflow.', '')}`, `${answer.sentence} Set the trigger's option for n8n's address to one the pivot server reaches.`);
	const text = answer.body.toString('utf8');
	if (answer.status !== 200) {
		return wrong('probe.status', `It answered ${answer.status}${excerpt(text)}. Check that this is n8n's address, and that both sides use the same token.`, answer.status === 401 || answer.status === 403);
	}
	const parsed = probeAnswerSchema.safeParse(parseJson(text));
	if (!parsed.success || parsed.data.probe !== id) return wrong('probe.not-a-trigger', `It answered 200, but not as a Pivot Trigger does${excerpt(text)}.`);
	const timestamp = Number(answer.headers[PAIRING_HEADERS.timestamp]);
	const message = { purpose: 'answer' as const, method: '', path: '', id, timestamp, body: answer.body };
	const verification = verify([answerKey(token.key, id)], message, answer.headers[PAIRING_HEADERS.signature], Date.now() / 1000);
	return verification.ok ? { ok: true } : wrong(verification.code, verification.message, true);
}

function excerpt(body: string): string {
	const text = body.replace(/\s+/g, ' ').trim().slice(0, 200);
	return text === '' ? '' : ` (“${text}”)`;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
