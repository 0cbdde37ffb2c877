/** Hosts the switch refuses in URLs of a callflow. Names are compared as text, addresses as networks; nothing is resolved. */
export interface DenyList {
	readonly hosts: readonly string[];
	/** CIDR notation, such as `127.0.0.1/32`. */
	readonly networks: readonly string[];
}

/** What KAZOO refuses unless its operator says otherwise (reference "kazoo-pivot" §2.3). */
export const KAZOO_DENY_LIST: DenyList = { hosts: ['localhost'], networks: ['127.0.0.1/32', '0.0.0.0/32'] };

/** Refuses nothing: for a switch and a server on one machine. */
export const NO_DENY_LIST: DenyList = { hosts: [], networks: [] };
