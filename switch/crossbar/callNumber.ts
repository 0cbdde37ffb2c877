import { isCallflow } from '../../pivot/callflow/checkWalk';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import type { CallSettings } from '../callOptions';
import type { CallResult } from '../callResult';
import { placeCall } from '../placeCall';
import { normalizeNumber } from './normalizeNumber';
import { flowOf, type AccountStore, type StoredDocument } from './store/accountStore';
import { textsIn, virtualAccountOf } from './store/virtualAccountOf';

export interface NumberCallSettings extends CallSettings {
	/** Whose number it is. Default: the primary account. */
	readonly accountId?: string;
}

/**
 * Calls a number of the virtual switch: finds the callflow the account has for it, runs it, and keeps what the pivots left
 * in the account's debug log.
 *
 * `settings.account` lies over what the documents of the account say. Rejects where no callflow takes the number.
 */
export async function callNumber(store: AccountStore, number: string, settings: NumberCallSettings = {}): Promise<CallResult> {
	const { accountId = store.primary.id, ...call } = settings;
	const account = store.account(accountId);
	if (account === undefined) throw new Error(`There is no account ${accountId} on the virtual switch.`);
	const found = findCallflow(store, accountId, number);
	if (found === undefined) {
		const known = store.documents(accountId, 'callflows').flatMap(({ fields }) => textsIn(fields, 'numbers'));
		throw new Error(`No callflow of account “${account.name}” takes ${number}. It has the numbers ${known.join(', ')}.`);
	}
	const shiftMs = store.now() - Date.now();
	const result = await placeCall({
		...call,
		callflow: found.flow,
		account: virtualAccountOf(store, accountId, call.account),
		caller: { to: number, toRealm: account.realm, accountId, ...call.caller },
		...(found.capture === undefined ? {} : { capture: found.capture }),
	});
	store.debugLog(accountId).add(result.debugDocuments, shiftMs);
	return result;
}

interface Found {
	readonly document: StoredDocument;
	readonly flow: CallflowNode;
	/** What the pattern captured of the number. */
	readonly capture?: string;
}

/** The callflow that takes a number: by the number itself, else by the first pattern that matches it, as the switch looks. */
export function findCallflow(store: AccountStore, accountId: string, number: string): Found | undefined {
	const normalized = normalizeNumber(number);
	const callflows = store.documents(accountId, 'callflows').flatMap((document) => {
		const flow = flowOf(document);
		return isCallflow(flow) ? [{ document, flow }] : [];
	});
	const exact = callflows.find(({ document }) => textsIn(document.fields, 'numbers').some((one) => one === number || one === normalized));
	if (exact !== undefined) return exact;
	for (const callflow of callflows) {
		for (const pattern of textsIn(callflow.document.fields, 'patterns')) {
			const match = matched(pattern, number);
			if (match !== null) return { ...callflow, ...(match[1] === undefined ? {} : { capture: match[1] }) };
		}
	}
	return undefined;
}

/** A pattern that is none, which the API keeps all the same, matches nothing. */
function matched(pattern: string, number: string): RegExpExecArray | null {
	try {
		return new RegExp(pattern).exec(number);
	} catch {
		return null;
	}
}
