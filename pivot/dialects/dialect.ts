import type { SwitchTarget } from '../switchVersion';

/** The switches this software speaks to, by their makers' names for them. */
export const DIALECT_NAMES = ['kazoo', 'piston', 'virtualpbx'] as const;

export type DialectName = (typeof DIALECT_NAMES)[number];

/** What sets a switch apart from KAZOO; all else is shared. */
export interface Dialect {
	readonly name: DialectName;
	readonly title: string;
	/** The word of a pivot node's `req_format` for the parameter names that KAZOO calls `kazoo`. */
	readonly requestFormat: string;
	/** What its callflows are checked against. */
	readonly target: SwitchTarget;
	/** The parameters it is documented to send; absent: all that KAZOO sends. */
	readonly parameters?: ReadonlySet<string>;
	/** What nobody has tried on a live switch, in a sentence to whoever chooses it. */
	readonly assumption?: string;
}

/** The table of VirtualPBX's page on Pivot (reference "dialects"). */
const VIRTUALPBX_PARAMETERS: ReadonlySet<string> = new Set([
	'Call-ID', 'Account-ID', 'From', 'From-Realm', 'To', 'To-Realm', 'Request', 'Request-Realm', 'Call-Status', 'Api-Version', 'Direction',
	'Caller-ID-Name', 'Caller-ID-Number', 'User-ID', 'Language', 'Recording-Url', 'Recording-Duration', 'Recording-ID', 'Digits',
]);

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
	kazoo: { name: 'kazoo', title: 'KAZOO', requestFormat: 'kazoo', target: 'any' },
	piston: {
		name: 'piston',
		title: 'Piston',
		requestFormat: 'Piston',
		target: '4.3',
		assumption: 'Assumption A-1: Piston behaves as KAZOO 4.3 except that a pivot asks with “req_format”: “Piston”.',
	},
	virtualpbx: {
		name: 'virtualpbx',
		title: 'VirtualPBX',
		requestFormat: 'kazoo',
		target: 'any',
		parameters: VIRTUALPBX_PARAMETERS,
		assumption: 'Assumption A-2: VirtualPBX behaves as KAZOO 4.3 or master and sends the 19 fields its documentation lists, so no custom application vars.',
	},
};
