import { monthOf, type StoredDebugDocument } from '../store/debugLog';

/** How the API names a call of a month: `YYYYMM-<call id>`. */
export function debugIdOf({ created, callId }: Pick<StoredDebugDocument, 'created' | 'callId'>): string {
	return `${monthOf(created)}-${callId}`;
}

/**
 * Month and call id of a debug id. Undefined for a plain call id, unless its seventh character is `-`: that one is misread
 * (reference "kazoo-pivot" §10.3).
 */
export function splitDebugId(id: string): { readonly month: string; readonly callId: string } | undefined {
	return id[6] === '-' && id.length > 7 ? { month: id.slice(0, 6), callId: id.slice(7) } : undefined;
}
