import { disconnectNumber } from '../../../crossbar/connectNumber';
import { accountParameter } from '../parameters/account';
import { callflowParameter, chosenCallflow } from '../parameters/callflow';
import { dryRunParameter } from '../parameters/dryRun';
import { changeCallflow } from './changeCallflow';
import type { Operation } from './operation';

const shown = { resource: ['callflow'], operation: ['disconnect'] };

export const undoConnecting: Operation = {
	resource: 'callflow',
	option: { name: 'Undo Connecting', value: 'disconnect', action: 'Undo connecting a number', description: 'Take the pivot out again: callers get what they got before' },
	properties: [
		accountParameter({ show: shown }),
		callflowParameter({ show: shown }),
		dryRunParameter({ show: shown }),
	],
	run: async (context, itemIndex) => {
		const stored = await chosenCallflow(context, itemIndex);
		return await changeCallflow(stored, disconnectNumber(stored.document), context.getNodeParameter('dryRun', itemIndex) === true);
	},
};
