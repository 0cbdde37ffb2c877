import type { CallflowNode } from '../../pivot/callflow/callflow';
import { isCallflow } from '../../pivot/callflow/checkWalk';
import { isJsonObject, type JsonObject, type JsonValue } from '../../pivot/json';
import { storedDocument } from '../account';
import type { LiveCall } from '../call/liveCall';
import { branchTo, end, goOn, stop } from '../executor/step';
import type { Behaviour } from './behaviour';
import { numberIn, objectIn, textIn, textsIn } from './data';
import { storedCallflow } from './storedCallflow';

/**
 * Over to a stored callflow; back to `_` when it ends with a plain stop. K5 takes a flow written into the node too, or one
 * at a place of another document.
 */
export const callflow: Behaviour = ({ call, data }) => {
	const id = textIn(data, 'id');
	const inline = call.version === 'K5' ? inlineFlow(call, data) : undefined;
	const found = storedCallflow(call, inline ?? (id === undefined ? undefined : call.account.callflows?.[id]));
	if (found === undefined) return goOn(`the account has no callflow ${id ?? 'without an id'}`);
	return branchTo(found, inline === undefined ? `over to callflow ${id ?? ''}` : 'over to the callflow of the node');
};

function inlineFlow(call: LiveCall, data: JsonObject): CallflowNode | undefined {
	const documentId = textIn(data, 'doc_id');
	const path = textsIn(data, 'path') ?? textIn(data, 'path')?.split('.') ?? [];
	const flow = documentId === undefined ? data['flow'] : path.reduce(valueUnder, storedDocument(call.account, documentId));
	return isCallflow(flow) ? flow : undefined;
}

function valueUnder(value: JsonValue, key: string): JsonValue {
	return isJsonObject(value) ? value[key] ?? null : null;
}

/** Runs what a stored cluster function returns, in place of this flow. */
export const clusterFunction: Behaviour = ({ call, data }) => {
	const id = textIn(data, 'id') ?? '';
	const flow = storedCallflow(call, call.account.functions?.[id]);
	if (flow === undefined) return goOn(`function ${id} returned no callflow`);
	return { go: 'replace', flow, reroute: false, because: `function ${id} returned a callflow` };
};

/** One HTTP request about the call, fire and forget: announced here, not sent. */
export const webhook: Behaviour = ({ call, data }) => {
	const uri = textIn(data, 'uri') ?? '';
	const verb = textIn(data, 'http_verb') ?? 'post';
	call.announce('webhook', `webhook ${verb.toUpperCase()} ${uri}`, { uri, http_verb: verb, custom_data: objectIn(data, 'custom_data') });
	return goOn();
};

export const answer: Behaviour = ({ call }) => {
	call.answer();
	return goOn();
};

export const hangup: Behaviour = () => end('the callflow hangs up');

/** Refuses an unanswered call with a SIP code; an answered one is just hung up. */
export const response: Behaviour = async ({ call, data }) => {
	const code = numberIn(data, 'code') ?? 486;
	const media = textIn(data, 'media');
	const message = textIn(data, 'message');
	if (media !== undefined) await call.hear('media', media, call.account.mediaMs?.[media] ?? 5_000);
	if (call.answered) return end('the call was answered before, so it is just hung up');
	return end(`the call is refused with ${code}${message === undefined ? '' : ` ${message}`}`);
};

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const ONE_DAY_MS = 86_400_000;

/** Waits, one day at most. */
export const sleep: Behaviour = async ({ call, data }) => {
	const unit = UNIT_MS[textIn(data, 'unit') ?? 's'] ?? 1_000;
	await call.wait(Math.min(ONE_DAY_MS, (numberIn(data, 'duration') ?? 0) * unit), 'sleeps');
	return goOn();
};

export const waitForHangup: Behaviour = ({ call }) => call.untilHangUp('silence', 'nothing, until the caller hangs up');

/** Holds the caller in silence. */
export const deadAir: Behaviour = ({ call }) => {
	call.answer();
	return call.untilHangUp('silence', 'dead air, until the caller hangs up');
};

/** Routing starts again with `target`; variables stay on the channel, which is how 4.3 comes to see them. */
export const transfer: Behaviour = ({ call, data }) => {
	const target = textIn(data, 'target') ?? '';
	call.announce('transfer', `${data['leg'] === 'bleg' ? 'the other leg' : 'the caller'} is transferred to ${target}`, { target });
	const flow = storedCallflow(call, call.account.numbers?.[target]);
	if (flow === undefined) return end(`the call goes on at ${target}`);
	call.change({ applicationVars: call.channelApplicationVars, request: target }, `the number called is now ${target}`);
	return { go: 'replace', flow, reroute: true, because: `routing starts again with ${target}` };
};

/** Decides what happens to the caller after a later conversation. */
export const afterBridge: Behaviour = ({ call, data }) => {
	const words: Readonly<Record<string, string>> = { park: 'parked', transfer: `transferred to ${textIn(data, 'data') ?? 'nowhere'}`, hangup: 'hung up' };
	call.afterBridge = words[textIn(data, 'action') ?? ''];
	call.record({ type: 'changed', what: `after the next conversation the caller is ${call.afterBridge ?? 'hung up'}` });
	return goOn();
};

/** Something only others notice, and the flow goes on. */
export function announces(what: string): Behaviour {
	return ({ call, data }) => {
		call.announce('event', what, data);
		return goOn();
	};
}

/** Nothing at all. */
export const nothing: Behaviour = () => goOn();

/** Takes the caller to somebody else's call; the flow is over either way. */
export function joins(what: string, answers = true): Behaviour {
	return async ({ call }) => {
		if (answers) call.answer();
		await call.hear('conversation', what, call.script.talkMs);
		return stop(`${what}: over`);
	};
}
