import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';
import { PAIRING_HEADERS } from '../../pivot/pairing/headers';
import { verify, type SignedMessage, type Verification } from '../../pivot/pairing/signature';
import { acceptedTokens } from '../pivotServer/tokens';
import { signedPaths } from './webhookAddress';

export type VerifiedRequest =
	| { readonly ok: true; readonly kind: 'call' | 'probe'; readonly attempt: string; readonly tokenKey: string; readonly budgetMs: number | undefined }
	| { readonly ok: false; readonly status: 401 | 403; readonly code: string; readonly message: string };

/**
 * Checks that a request comes from the pivot server of the credential and was not changed on the way.
 *
 * @param now Unix ms
 * @throws Error with a sentence when the credential holds no token
 */
export async function verifyRequest(context: IWebhookFunctions, credentials: ICredentialDataDecryptedObject, now: number): Promise<VerifiedRequest> {
	const request = context.getRequestObject();
	const header = (name: string) => request.get(name);
	const signature = header(PAIRING_HEADERS.signature);
	if (!signature) {
		return {
			ok: false,
			status: 401,
			code: 'signature.missing',
			message: 'This address takes calls from its pivot server only. Put the voice URL the server gave the flow into the callflow on the switch, not this one.',
		};
	}
	const token = acceptedTokens(credentials).find(({ id }) => id === header(PAIRING_HEADERS.token));
	if (!token) {
		return { ok: false, status: 403, code: 'signature.unknown-token', message: 'The request was signed with another token than the one in the credential “Pivot Server API” of this workflow.' };
	}
	const kind = header(PAIRING_HEADERS.kind) === 'probe' ? 'probe' : 'call';
	const attempt = header(PAIRING_HEADERS.attempt) ?? '';
	if (request.rawBody === undefined) await request.readRawBody();
	const message: SignedMessage = {
		purpose: kind,
		method: request.method,
		path: '',
		id: attempt,
		timestamp: Number(header(PAIRING_HEADERS.timestamp)),
		body: request.rawBody ?? '',
	};
	const registered: { webhookUrl?: string } = context.getWorkflowStaticData('node');
	const verification = verifyAnyPath(token.key, message, signedPaths(request.originalUrl, registered.webhookUrl), signature, now / 1000);
	if (!verification.ok) return { ...verification, status: 403 };
	return { ok: true, kind, attempt, tokenKey: token.key, budgetMs: positive(header(PAIRING_HEADERS.budget)) };
}

function verifyAnyPath(key: string, message: SignedMessage, paths: readonly string[], signature: string, nowSeconds: number): Verification {
	let verification = verify([key], message, signature, nowSeconds);
	for (const path of paths) {
		verification = verify([key], { ...message, path }, signature, nowSeconds);
		if (verification.ok || verification.code === 'signature.clock') return verification;
	}
	return verification;
}

function positive(text: string | undefined): number | undefined {
	const value = Number(text);
	return text !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
}
