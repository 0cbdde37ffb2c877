import type { CallflowNode, RunnableNode } from '../../pivot/callflow/callflow';
import type { LiveCall } from '../call/liveCall';
import { fillDefaults } from '../../pivot/callflow/fillDefaults';

/** A callflow of the virtual account with the defaults saving it writes in; undefined where there is none. */
export function storedCallflow(call: LiveCall, stored: CallflowNode | undefined): RunnableNode | undefined {
	return stored === undefined ? undefined : fillDefaults(stored, call.version);
}
