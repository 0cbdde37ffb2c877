import type { Check } from '../check';
import { ok, wrong } from '../finding';
import { isRedirect } from '../observations/httpExchange';
import { orNotExamined } from '../patient';

/** On its way through a redirect a call loses its parameters, or ends (reference "kazoo-pivot" §4.3). */
export const noRedirect: Check = {
	code: 'public-url.redirect',
	title: 'No redirect',
	async examine({ publicUrl, front }) {
		const { href } = await publicUrl();
		const seen = await orNotExamined(front(), 'The public URL gives no answer.');
		if (!isRedirect(seen)) return [ok('Requests are answered where they arrive.')];
		return [wrong(`${href} redirects to ${seen.headers['location'] ?? 'nowhere'} (${seen.status}): a switch loses the call's parameters on the way. Set PIVOT_PUBLIC_URL to where it leads, or take the redirect away.`)];
	},
};
