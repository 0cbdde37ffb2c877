import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../../pivot/json';
import type { ServerContext } from '../../pivotServer/pivotServer';
import { readAttempt, type ServerAttempt } from '../../pivotServer/reading';
import { asData } from './asData';

/** Whether somebody else than the workflow had to serve the caller. */
export function hasFailed({ outcome }: Pick<ServerAttempt, 'outcome'>): boolean {
	return outcome !== 'workflow';
}

/** An attempt of the pivot server in the fields that an attempt of the switch's log has too, as far as it has them. */
export function serverSummary(attempt: ServerAttempt): IDataObject {
	return asData({
		source: 'server',
		id: attempt.id,
		flow: attempt.flow,
		callId: attempt.callId,
		at: new Date(attempt.at).toISOString(),
		from: attempt.from,
		to: attempt.to,
		method: attempt['method'],
		status: attempt.status,
		failed: hasFailed(attempt),
		outcome: attempt.outcome,
		code: attempt.code,
		summary: attempt.sentence,
		tookMs: { atLeastMs: attempt.elapsedMs, atMostMs: attempt.elapsedMs },
		executionId: attempt['executionId'],
		test: attempt['test'],
	});
}

/** The same with everything the server kept: request, answer, faults. One that was removed in the meantime stays short. */
export async function inFull(context: ServerContext, rows: readonly ServerAttempt[]): Promise<IDataObject[]> {
	const items: IDataObject[] = [];
	for (const row of rows) {
		const detail = await readAttempt(context, row.id);
		if (!detail.ok && detail.status !== 404) throw new NodeOperationError(context.getNode(), detail.message);
		items.push({ ...serverSummary(row), ...(detail.ok ? details(detail.value) : {}) });
	}
	return items;
}

function details({ request, answer, faults, warnings, delivered, pivotsBefore, budgetMs }: JsonObject): IDataObject {
	return asData({ request, answer, faults, warnings, delivered, pivotsBefore, budgetMs });
}
