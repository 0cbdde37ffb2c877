import type { IWebhookFunctions } from 'n8n-workflow';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import type { DeliveredAnswer } from '../../pivot/judge/judgement';

/** The response n8n hands to a webhook. */
export type WebhookResponse = ReturnType<IWebhookFunctions['getResponseObject']>;

export interface ResponseGuard {
	/** Serves the caller now, unless an answer has left already. What n8n sends afterwards goes nowhere. */
	sendFallback(): void;
}

/**
 * Stands between n8n and the switch: an answer is held until it is complete, and leaves only when the switch would run it. An
 * error, an empty 200 or anything else the switch would hang up on becomes the fallback, as 200 and JSON.
 *
 * @param runs whether the switch would run this answer
 */
export function guardResponse(response: WebhookResponse, fallback: CallflowNode, runs: (answer: DeliveredAnswer) => boolean): ResponseGuard {
	const send = response.end;
	const chunks: Buffer[] = [];
	let answered = false;

	const finish = (body: Buffer) => {
		answered = true;
		send.call(response, body, 'utf8');
		silence(response);
	};
	const sendFallback = () => {
		if (answered || response.headersSent) return;
		const body = Buffer.from(JSON.stringify(fallback));
		for (const name of response.getHeaderNames()) response.removeHeader(name);
		response.statusCode = 200;
		response.setHeader('content-type', 'application/json');
		response.setHeader('content-length', body.length);
		finish(body);
	};

	response.write = (...parts: readonly unknown[]) => {
		chunks.push(...bytesOf(parts));
		return true;
	};
	response.end = (...parts: readonly unknown[]) => {
		const body = Buffer.concat([...chunks, ...bytesOf(parts)]);
		if (runs({ status: response.statusCode, headers: textHeaders(response), body })) finish(body);
		else sendFallback();
		return response;
	};
	return { sendFallback };
}

/** After the answer has left, n8n may still try to send its own: without this, each try is an error in n8n's log. */
function silence(response: WebhookResponse): void {
	response.setHeader = () => response;
	response.removeHeader = () => undefined;
	response.write = () => true;
	response.end = () => response;
}

/** The chunk of a call of `write` or `end`: `(chunk?, encoding?, callback?)`. */
function bytesOf([chunk, encoding]: readonly unknown[]): Buffer[] {
	if (typeof chunk === 'string') return [Buffer.from(chunk, typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8')];
	return chunk instanceof Uint8Array ? [Buffer.from(chunk)] : [];
}

function textHeaders(response: WebhookResponse): Record<string, string> {
	return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
