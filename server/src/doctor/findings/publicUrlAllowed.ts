import { deniedBy } from '../../../../pivot/callflow/denied';
import type { Check } from '../check';
import { ok, wrong } from '../finding';

/** A switch refuses some hosts outright, in what it stores and in what it is answered (reference "kazoo-pivot" §2.3). */
export const publicUrlAllowed: Check = {
	code: 'public-url.allowed',
	title: 'Public URL allowed',
	async examine({ publicUrl, settings: { deny } }) {
		const url = await publicUrl();
		const entry = deniedBy(url.href, deny);
		if (entry === undefined) return [ok(`The deny list lets the switch call ${url.host}.`)];
		return [wrong(`The switch refuses to call ${url.host} (“${entry}” is on its deny list): set PIVOT_PUBLIC_URL to the address it reaches the pivot server by, or PIVOT_DENY to what it refuses.`)];
	},
};
