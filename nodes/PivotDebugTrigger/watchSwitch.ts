import { createHash } from 'crypto';
import type { IPollFunctions } from 'n8n-workflow';
import { listDebugLog, readDebugCall } from '../../crossbar/debugLog';
import type { DebugAttempt, DebugRow } from '../../pivot/debugLog/attempt';
import { KAZOO_CREDENTIAL } from '../kazooApi/settings';
import { openCrossbar } from '../kazooApi/openCrossbar';
import { switchAttempt } from '../PivotDebug/attempts/switchAttempt';
import { chosenAccount } from '../PivotDebug/parameters/account';
import { readJudging } from '../PivotDebug/parameters/judging';
import { choose, readFrom, type Sighting } from './memory';
import type { WatchedLog } from './watchedLog';

/** Calls read in one poll: each costs a request. */
const MOST_CALLS = 200;

/** Calls read when nothing is remembered yet, or for a try. */
const FIRST_CALLS = 20;

/** The switch's clock may be ahead of ours by this, in ms. */
const CLOCK_ROOM_MS = 60 * 60_000;

/** How far back a try looks, in ms: as far as the switch itself does. */
const MONTH_MS = 31 * 24 * 60 * 60_000;

interface SeenAttempt extends Sighting {
	readonly attempt: DebugAttempt;
}

/**
 * The switch's debug log. Its list cannot be filtered by time and its flags cannot be trusted, so every call in question is read
 * (reference "kazoo-pivot" §10.2).
 */
export async function watchSwitch(context: IPollFunctions): Promise<WatchedLog<SeenAttempt>> {
	const { crossbar, ownAccount } = await openCrossbar(context);
	const chosen = context.getNodeParameter('account', '', { extractValue: true });
	const accountId = chosenAccount(chosen, ownAccount);
	const judge = readJudging(context.getNodeParameter('options', {}));
	const credential = context.getNode().credentials?.[KAZOO_CREDENTIAL]?.id ?? '';
	const list = (from: number, now: number) => listDebugLog(crossbar, { accountId, from, to: now + CLOCK_ROOM_MS });

	async function read(rows: readonly DebugRow[]): Promise<SeenAttempt[]> {
		const seen: SeenAttempt[] = [];
		for (const { callId, debugIds } of rows) {
			const { attempts } = await readDebugCall(crossbar, { accountId, callId, debugIds, judge });
			seen.push(...attempts.map(sightingOf));
		}
		return seen;
	}

	return {
		of: JSON.stringify(['switch', credential, chosenAccount(chosen, '')]),
		look: async (memory, now) => {
			const { rows } = await list(readFrom(memory, now), now);
			const { chosen: calls, left } = choose(memory, rows.map(beginningOf), memory ? MOST_CALLS : FIRST_CALLS);
			return { sightings: await read(calls.map(({ row }) => row)), read: calls, left };
		},
		items: (found) => Promise.resolve(found.map(({ attempt }) => switchAttempt(attempt))),
		newest: async (now) => {
			const { rows } = await list(now - MONTH_MS, now);
			const attempts = (await read(rows.slice(0, FIRST_CALLS))).map(({ attempt }) => attempt).reverse();
			const newest = attempts.sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
			const shown = newest.find(({ failed }) => failed) ?? newest[0];
			return shown && switchAttempt(shown);
		},
	};
}

function beginningOf(row: DebugRow) {
	return { row, callId: row.callId, at: row.at };
}

function sightingOf(attempt: DebugAttempt): SeenAttempt {
	return {
		attempt,
		keys: attempt.documents.map((document) => (typeof document['id'] === 'string' ? document['id'] : digest(JSON.stringify(document)))),
		at: attempt.at,
		failed: attempt.failed,
		isOpen: attempt.answer === undefined,
	};
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
