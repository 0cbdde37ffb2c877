import type { CallflowNode } from '../pivot/callflow/callflow';
import type { DenyList } from '../pivot/callflow/denyList';
import type { DialectName } from '../pivot/dialects/dialect';
import type { JsonObject } from '../pivot/json';
import type { SwitchVersion } from '../pivot/switchVersion';
import type { VirtualAccount } from './account';
import type { CallerScript } from './caller/callerScript';
import type { PivotHttpClient } from './wire/exchange';

/** A call for the virtual switch: where it goes, who calls and what everybody does. */
export type CallOptions = Destination & CallSettings;

/** Where the number called leads: to a bare pivot, or to a stored callflow. */
export type Destination =
	| { readonly voiceUrl: string; readonly callflow?: never }
	/** As it stands in the account, without the `flow` around it; most often a `pivot` node with a `_` child. */
	| { readonly callflow: CallflowNode; readonly voiceUrl?: never };

export interface CallSettings {
	readonly caller?: CallerIdentity;
	readonly script?: CallerScript;
	readonly account?: VirtualAccount;
	/** Custom application vars the call has before the switch routes it. */
	readonly variables?: JsonObject;
	/** Custom SIP headers of the call. */
	readonly sipHeaders?: JsonObject;
	/** The part of the number a pattern callflow captured, for modules that use it. */
	readonly capture?: string;
	/** Whose switch it is. Default `kazoo`; others are assumed to be as their `Dialect` says. */
	readonly dialect?: DialectName;
	/** Which line of the switch. Default: the dialect's, or `master` where it has none. */
	readonly version?: SwitchVersion;
	/** Hosts the switch refuses in URLs. Default KAZOO's own list. */
	readonly deny?: DenyList;
	/**
	 * Refuse a number whose own callflow the switch's API would not have saved (schema, deny list). False: it was
	 * written past the API, and keys it lacks get no defaults of the schema. Default true.
	 */
	readonly checkStored?: boolean;
	/** What becomes of an answer that breaks the schema. Default `as-built`: silence. */
	readonly schemaErrors?: 'as-built' | 'documented';
	/** The HTTP client of newer Erlang, which refuses raw brackets in a GET URL. Default false. */
	readonly strictUrls?: boolean;
	/** `flush_dtmf` has an effect. Default: as the version has it, which is not on master. */
	readonly flushWorks?: boolean;
	/** Real ms per ms of the caller's time. Default 0: listening, ringing and silence pass instantly. */
	readonly timeScale?: number;
	/** Longest silence in ms after which a caller who hangs up unserved counts as dropped. Default 5,000. */
	readonly silenceBudgetMs?: number;
	/** Most pivots one call may ask. Default 200. */
	readonly maxPivots?: number;
	/** A client to share connections with other calls; it is not closed. Default: one for this call. */
	readonly client?: PivotHttpClient;
}

/** Who calls whom. Everything has a default. */
export interface CallerIdentity {
	readonly from?: string;
	readonly fromRealm?: string;
	readonly to?: string;
	readonly toRealm?: string;
	/** User of the request URI. Default: `to`. */
	readonly request?: string;
	readonly requestRealm?: string;
	/** Default: none, which the switch sends as `unknown`. */
	readonly callerName?: string;
	/** Default: `from`. */
	readonly callerNumber?: string;
	/** Default `en-us`. */
	readonly language?: string;
	/** Owners of the calling device. Default none: a call from outside. */
	readonly userIds?: readonly string[];
	readonly callId?: string;
	/** 32 hex digits. */
	readonly accountId?: string;
}
