import type { RunnableNode } from '../../pivot/callflow/callflow';
import type { LiveCall } from '../call/liveCall';
import { end, goTo, stop, type Step } from '../executor/step';
import { letRing, MEDIA_SWITCH_RING_MS, ringOne, type FailedRing } from './bridge';
import { hasChild, type Behaviour } from './behaviour';
import { numberIn, textIn } from './data';

/** Calls out through carriers: a failure without a child for its cause ends the flow, `_` is never run. */
export const resources: Behaviour = async ({ call, node, data }) => {
	const number = textIn(data, 'to_did') ?? call.state.request;
	const limitSeconds = numberIn(data, 'timeout');
	const ringMs = limitSeconds === undefined ? MEDIA_SWITCH_RING_MS : limitSeconds * 1000;
	const result = ringOne(call, { id: number, delayMs: 0, ringMs });
	const talked = await letRing(call, `${number} through a carrier`, result);
	if (talked !== undefined) return talked;
	return 'cause' in result ? afterCarrier(call, node, result) : end('the call is over');
};

async function afterCarrier(call: LiveCall, node: RunnableNode, failed: FailedRing): Promise<Step> {
	const names = [failed.cause, `sip:${failed.sipCode}`];
	const because = `the call failed: ${failed.cause} (sip:${failed.sipCode})`;
	const child = names.find((name) => hasChild(node, name));
	if (child !== undefined) return goTo(child, because);
	if (!hasChild(node, '_')) await call.hear('prompt', 'an announcement that the call cannot be completed', 4_000);
	const ended = `${because}; no child has that name, and "_" is never run here`;
	return call.version === 'K5' ? end(ended) : stop(ended);
}
