import type { Check } from '../check';
import { NotExamined, ok, wrong } from '../finding';
import { encodingOf, isRedirect } from '../observations/httpExchange';
import { orNotExamined } from '../patient';

/** The switch asks for no compression and cannot undo it (reference "kazoo-pivot" §4.1). */
export const noCompression: Check = {
	code: 'public-url.compression',
	title: 'No compression',
	async examine({ publicUrl, front }) {
		const { host } = await publicUrl();
		const seen = await orNotExamined(front(), 'The public URL gives no answer.');
		if (isRedirect(seen)) throw new NotExamined('The public URL redirects.');
		const encoding = encodingOf(seen);
		if (encoding === undefined) return [ok('Answers come as the pivot server writes them.')];
		return [wrong(`What stands at ${host} compresses answers nobody asked to be compressed (${encoding}), and the switch cannot read them: turn compression off for this address in the proxy.`)];
	},
};
