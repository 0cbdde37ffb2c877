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
 * @param amend the body as it leaves, of an answer that runs; must not throw
 */
export function guardResponse(response: WebhookResponse, fallback: CallflowNode, runs: (answer: DeliveredAnswer) => boolean, amend: (body: Buffer) => Buffer = asItIs): ResponseGuard {
	const send = response.end;
	const chunks: Buffer[] = [];
	let answered = false;

	const finish = (body: Buffer) => {
		answered = true;
		send.call(response, body, 'utf8');
		silence(response);
	};
	const finishAs = (body: Buffer) => {
		for (const name of response.getHeaderNames()) response.removeHeader(name);
		response.statusCode = 200;
		response.setHeader('content-type', 'application/json');
		response.setHeader('content-length', body.length);
		finish(body);
	};
	const sendFallback = () => {
		if (!answered && !response.headersSent) finishAs(amend(Buffer.from(JSON.stringify(fallback))));
	};

	response.write = (...parts: readonly unknown[]) => {
		chunks.push(...bytesOf(parts));
		return true;
	};
	response.end = (...parts: readonly unknown[]) => {
		const body = Buffer.concat([...chunks, ...bytesOf(parts)]);
		if (runs({ status: response.statusCode, headers: textHeaders(response), body })) {
			const amended = amend(body);
			if (amended.equals(body)) finish(body);
			else finishAs(amended);
		} else sendFallback();
		return response;
	};
	return { sendFallback };
}

const asItIs = (body: Buffer) => body;

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
