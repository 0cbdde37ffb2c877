import * as z from 'zod/v4';
import type { Check } from '../check';
import { NotExamined, ok, wrong } from '../finding';
import { encodingOf, isRedirect } from '../observations/httpExchange';

const healthySchema = z.object({ status: z.literal('alive') });

/** The address the switch is given leads to a pivot server. */
export const publicUrlReached: Check = {
	code: 'public-url.reached',
	title: 'Public URL reached',
	async examine({ publicUrl, front }) {
		const { href } = await publicUrl();
		const seen = await front().catch((error: unknown) => {
			const why = error instanceof Error ? error.message : String(error);
			throw new Error(`${why}. Asked from here; a switch elsewhere may see more or less. Check name, port, firewall and proxy, or set PIVOT_PUBLIC_URL.`, { cause: error });
		});
		if (isRedirect(seen)) throw new NotExamined(`${href} redirects; what is behind it was not asked.`);
		if (encodingOf(seen) !== undefined && seen.status === 200) throw new NotExamined(`The answer of ${href} is compressed and was not read.`);
		if (seen.status === 200 && healthySchema.safeParse(parsed(seen.text)).success) return [ok(`A pivot server answers at ${href} after ${Math.round(seen.elapsedMs)} ms.`)];
		return [wrong(`What answers at ${href} is not the pivot server: asked for /healthz it said ${seen.status}. Check where the proxy sends this address, or set PIVOT_PUBLIC_URL.`)];
	},
};

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
