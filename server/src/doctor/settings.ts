import type { DenyList } from '../../../pivot/callflow/denyList';
import type { Token } from '../../../pivot/pairing/signature';
import type { CrossbarAccess } from '../crossbar/crossbarAccess';

/** Where the doctor looks. What is undefined is not looked at. */
export interface DoctorSettings {
	/** The pivot server as it is reached from here. */
	readonly server: string;
	readonly token: Token | undefined;
	/** The pivot server as the switch reaches it; undefined: what the server says. */
	readonly publicUrl: string | undefined;
	/** What the switch refuses to call. */
	readonly deny: DenyList;
	/** Certificates to trust instead of Node's own, in PEM. */
	readonly ca: readonly string[];
	/** The switch's API; a sentence: why it cannot be asked. */
	readonly crossbar: CrossbarAccess | string;
	/** Unix ms. */
	readonly now: () => number;
}
