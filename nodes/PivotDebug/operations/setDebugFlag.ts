import { setDebug } from '../../../crossbar/pivotNodes';
import { accountParameter } from '../parameters/account';
import { callflowParameter, chosenCallflow } from '../parameters/callflow';
import { dryRunParameter } from '../parameters/dryRun';
import { changeCallflow } from './changeCallflow';
import type { Operation } from './operation';

const shown = { resource: ['callflow'], operation: ['setDebug'] };

export const setDebugFlag: Operation = {
	resource: 'callflow',
	option: { name: 'Set Debug Flag', value: 'setDebug', action: 'Set the debug flag of a callflow', description: 'Let the switch keep what its pivots ask and are answered, or stop it' },
	properties: [
		accountParameter({ show: shown }),
		callflowParameter({ show: shown }),
		{
			displayName: 'Debug',
			name: 'debug',
			type: 'boolean',
			default: true,
			displayOptions: { show: shown },
			description: 'Whether the switch keeps requests and answers of every pivot in this callflow. Nothing else in it changes.',
		},
		dryRunParameter({ show: shown }),
	],
	run: async (context, itemIndex) => {
		const stored = await chosenCallflow(context, itemIndex);
		const debug = context.getNodeParameter('debug', itemIndex) === true;
		return await changeCallflow(stored, setDebug(stored.document, debug), context.getNodeParameter('dryRun', itemIndex) === true, { debug });
	},
};
