import type { Check } from '../check';
import { ok, warning } from '../finding';

/** The pivot server's API is there and takes the token. */
export const serverReached: Check = {
	code: 'server.reached',
	title: 'Pivot server',
	async examine({ server, settings }) {
		const { version, publicUrl } = await server();
		const mine = settings.publicUrl;
		if (mine !== undefined && mine !== publicUrl) {
			return [warning(`The pivot server at ${settings.server} builds voice URLs from ${publicUrl}, not from ${mine}: give it the same PIVOT_PUBLIC_URL.`)];
		}
		return [ok(`Version ${version} answers at ${settings.server} and takes the token.`)];
	},
};
