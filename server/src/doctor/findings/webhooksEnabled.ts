import * as z from 'zod/v4';
import { pathOf } from '../../../../crossbar/address';
import { CrossbarError } from '../../../../crossbar/crossbarError';
import { readPages } from '../../../../crossbar/paging';
import type { Check } from '../check';
import { ok, warning, wrong } from '../finding';
import { reachedSwitch } from '../patient';

/** A row of the list; only hooks the switch itself turned off carry a reason (reference "kazoo-webhooks" §2). */
const hookSchema = z.looseObject({ id: z.string(), name: z.string().default(''), hook: z.string().default(''), disable_reason: z.string().optional() });

const NOT_LOADED = 'cb_webhooks is not loaded, so call events cannot be subscribed to: on the switch, “sup crossbar_maintenance start_module cb_webhooks”, or “cb_webhooks” in “autoload_modules” of Crossbar and a restart.';

/** `cb_webhooks` is loaded, and the switch turned no webhook off: it does after six failures in a minute. */
export const webhooksEnabled: Check = {
	code: 'switch.webhooks',
	title: 'Webhooks',
	async examine(patient) {
		const { crossbar, account } = await reachedSwitch(patient);
		try {
			const { items } = await readPages(crossbar, { method: 'GET', path: pathOf('accounts', account.id, 'webhooks') });
			const hooks = items.flatMap((item) => hookSchema.safeParse(item).data ?? []);
			const off = hooks.filter(({ disable_reason }) => disable_reason !== undefined && disable_reason !== '');
			if (off.length === 0) return [ok(`cb_webhooks is loaded, and none of ${hooks.length} webhooks was turned off by the switch.`)];
			return off.map(({ id, name, hook, disable_reason }) => wrong(
				`The switch turned off webhook “${name}” (${hook}, ${id}): ${disable_reason}. Its events are lost. See that its receiver answers with 200, then enable it again.`,
			));
		} catch (error) {
			// The account is there: it was read before.
			if (error instanceof CrossbarError && error.status === 404) return [warning(NOT_LOADED)];
			throw error;
		}
	},
};
