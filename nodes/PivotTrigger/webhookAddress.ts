/**
 * The webhook as the server reaches it.
 *
 * @param webhookUrl as n8n knows it
 * @param n8nUrl n8n as the server reaches it, with the path a proxy puts in front, if any; empty: as n8n knows itself
 */
export function addressFor(webhookUrl: string, n8nUrl: string): string {
	if (n8nUrl === '') return webhookUrl;
	return n8nUrl.replace(/\/+$/, '') + new URL(webhookUrl).pathname;
}

/**
 * The request targets a signature may cover: the one n8n received, and the one the server was told. They differ where a proxy in
 * between takes part of the path away.
 *
 * @param registered the address the server was told, if n8n kept it
 */
export function signedPaths(received: string, registered: string | undefined): readonly string[] {
	if (registered === undefined) return [received];
	const { pathname, search } = new URL(registered);
	return pathname + search === received ? [received] : [received, pathname + search];
}
