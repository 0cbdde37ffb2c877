/** What is known of a family of switches, as data. */
export interface Dialect {
	readonly id: DialectId;
	readonly title: string;
	/** Base URLs seen in its documentation; empty where each installation has its own. */
	readonly baseUrls: readonly string[];
	/** `req_format` its own documentation gives for a pivot answered with callflows. */
	readonly reqFormat: string;
	/** What is taken for granted and was never seen, with its label. */
	readonly assumptions: readonly string[];
	/** What to do when the debug log's address is not there. */
	readonly whenDebugIsMissing: string;
}

export type DialectId = 'kazoo' | 'piston' | 'virtualpbx';

const START_CB_PIVOT = 'On the switch, start it with “sup crossbar_maintenance start_module cb_pivot”, or add “cb_pivot” to '
	+ '“autoload_modules” of Crossbar’s system configuration and restart Crossbar.';

/** Facts: reference "dialects". What is not here is unknown. */
export const DIALECTS: Readonly<Record<DialectId, Dialect>> = {
	kazoo: {
		id: 'kazoo',
		title: 'KAZOO',
		baseUrls: [],
		reqFormat: 'kazoo',
		assumptions: [],
		whenDebugIsMissing: START_CB_PIVOT,
	},
	piston: {
		id: 'piston',
		title: 'Piston',
		baseUrls: [],
		reqFormat: 'Piston',
		assumptions: ['A-1: apart from req_format “Piston”, everything is assumed to behave as KAZOO 4.3; nothing was tried against a live Piston.'],
		whenDebugIsMissing: `Assumption A-1, as on KAZOO 4.3: ${START_CB_PIVOT}`,
	},
	virtualpbx: {
		id: 'virtualpbx',
		title: 'VirtualPBX',
		baseUrls: ['https://api.virtualpbx.net/v2', 'https://public-api.virtualpbx.com:8443/v2'],
		reqFormat: 'kazoo',
		assumptions: ['What VirtualPBX’s pages do not say is assumed to be as on KAZOO; nothing was tried against the live service.'],
		whenDebugIsMissing: 'Pivot needs the “Advanced Call Flows” feature on the VirtualPBX account: have it switched on, or ask VirtualPBX '
			+ `whether the debug log is offered. On a KAZOO of one’s own: ${START_CB_PIVOT}`,
	},
};
