import type { Check } from '../check';
import { NotExamined, ok } from '../finding';

/** The switch's API is there and lets us in. */
export const switchReached: Check = {
	code: 'switch.reached',
	title: "Switch's API",
	async examine({ switchSide, settings: { crossbar } }) {
		if (typeof crossbar === 'string') throw new NotExamined(crossbar);
		const { account } = await switchSide().catch((error: unknown) => {
			throw new Error(`${crossbar.baseUrl}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
		});
		return [ok(`${crossbar.baseUrl} lets us in and shows account “${account.name}” (${account.id}).`)];
	},
};
