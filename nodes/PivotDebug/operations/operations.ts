import { connectNumber } from './connectNumber';
import { getCall } from './getCall';
import { listAttempts } from './listAttempts';
import type { Operation } from './operation';
import { setDebugFlag } from './setDebugFlag';
import { undoConnecting } from './undoConnecting';

/** In the order of the form. */
export const OPERATIONS: readonly Operation[] = [listAttempts, getCall, connectNumber, undoConnecting, setDebugFlag];
