import { pathOf } from '../../../../crossbar/address';
import { CrossbarError } from '../../../../crossbar/crossbarError';
import type { Check } from '../check';
import { ok, warning } from '../finding';
import { reachedSwitch } from '../patient';

/** `cb_pivot` is not started by default; without it nobody can read the debug log (reference "kazoo-pivot" §10.3). */
export const debugLogLoaded: Check = {
	code: 'switch.cb-pivot',
	title: 'Debug log',
	async examine(patient) {
		const { crossbar, account } = await reachedSwitch(patient);
		try {
			await crossbar.call({ method: 'GET', path: pathOf('accounts', account.id, 'pivot', 'debug'), query: { page_size: '1' } });
			return [ok('cb_pivot is loaded: the debug log can be read.')];
		} catch (error) {
			if (error instanceof CrossbarError && error.code === 'crossbar.debug-not-loaded') return [warning(error.message)];
			throw error;
		}
	},
};
