import type { Check } from './check';
import { certificateChain } from './findings/certificateChain';
import { clocks } from './findings/clocks';
import { debugLogLoaded } from './findings/debugLogLoaded';
import { flowsParked } from './findings/flowsParked';
import { n8nReached } from './findings/n8nReached';
import { n8nSpeed } from './findings/n8nSpeed';
import { n8nVersion } from './findings/n8nVersion';
import { noCompression } from './findings/noCompression';
import { noRedirect } from './findings/noRedirect';
import { publicUrlAllowed } from './findings/publicUrlAllowed';
import { publicUrlReached } from './findings/publicUrlReached';
import { serverReached } from './findings/serverReached';
import { storedPivotsWell } from './findings/storedPivots';
import { switchReached } from './findings/switchReached';
import { webhooksEnabled } from './findings/webhooksEnabled';

/** Everything the doctor looks at, in the order of its report: as a call travels. */
export const CHECKS: readonly Check[] = [
	switchReached, storedPivotsWell, debugLogLoaded, webhooksEnabled,
	publicUrlAllowed, publicUrlReached, certificateChain, noRedirect, noCompression,
	serverReached, flowsParked, clocks,
	n8nReached, n8nSpeed, n8nVersion,
];
