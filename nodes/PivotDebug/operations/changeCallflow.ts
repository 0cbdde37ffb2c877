import type { IDataObject } from 'n8n-workflow';
import type { CallflowChange } from '../../../crossbar/callflowDocument';
import { writeCallflow } from '../../../crossbar/callflows';
import { asData } from '../attempts/asData';
import type { StoredCallflow } from '../parameters/callflow';
import type { OperationResult } from './operation';

/** Writes a change, unless it is a dry run or would change nothing, and says what it was. */
export async function changeCallflow({ crossbar, accountId, document, foundBy }: StoredCallflow, change: CallflowChange, dryRun: boolean, more: IDataObject = {}): Promise<OperationResult> {
	const written = change.changed && !dryRun;
	const after = written ? await writeCallflow(crossbar, accountId, change.after) : change.after;
	return {
		items: [
			asData({
				callflowId: document['id'],
				name: document['name'],
				numbers: document['numbers'],
				foundBy,
				...more,
				changed: change.changed,
				written,
				dryRun,
				difference: change.difference,
				warnings: change.warnings,
				before: change.before,
				after,
			}),
		],
		remarks: change.warnings,
	};
}
