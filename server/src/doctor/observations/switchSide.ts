import type { Account } from '../../../../crossbar/accounts';
import { listCallflows, readCallflow } from '../../../../crossbar/callflows';
import type { CallflowRow, StoredPivot } from '../../../../crossbar/callflowDocument';
import { storedPivots } from '../../../../crossbar/pivotNodes';
import type { Crossbar } from '../../../../crossbar/session';
import { accountOf, openCrossbar, type CrossbarAccess } from '../../crossbar/crossbarAccess';
import { EXCHANGE_MS } from './httpExchange';

/** The switch's API, logged in, and the account that is looked at. */
export interface SwitchSeen {
	readonly crossbar: Crossbar;
	readonly account: Account;
}

/** A pivot, and the callflow it stands in. */
export interface PivotSeen extends StoredPivot {
	readonly callflow: CallflowRow;
}

/** What the callflows of an account hold. */
export interface PivotsSeen {
	readonly pivots: readonly PivotSeen[];
	/** Callflows the account has. */
	readonly callflows: number;
	/** Callflows that were not read, because there are too many or time was up. */
	readonly unread: number;
}

const AT_ONCE = 6;
const MOST = 400;
/** No callflow is asked for after this, in ms. */
const ENOUGH_MS = 6_000;

/** @throws Error with a sentence when the switch is not reached or does not let us in */
export async function seeSwitch(access: CrossbarAccess): Promise<SwitchSeen> {
	const crossbar = openCrossbar(access, EXCHANGE_MS);
	return { crossbar, account: await accountOf(crossbar, access) };
}

/** Every pivot of every callflow of the account. Where the switch lists the modules of a callflow, only those with a pivot are read. */
export async function seePivots({ crossbar, account }: SwitchSeen): Promise<PivotsSeen> {
	const rows = await listCallflows(crossbar, account.id);
	const left = rows.filter(({ modules }) => modules?.includes('pivot') ?? true);
	const waiting = left.slice(0, MOST).values();
	const until = performance.now() + ENOUGH_MS;
	const pivots: PivotSeen[] = [];
	let read = 0;
	const reader = async () => {
		for (const callflow of waiting) {
			if (performance.now() > until) return;
			pivots.push(...storedPivots(await readCallflow(crossbar, account.id, callflow.id)).map((pivot) => ({ ...pivot, callflow })));
			read += 1;
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, reader));
	return { pivots, callflows: rows.length, unread: left.length - read };
}
