import type { JsonObject } from '../../pivot/json';
import type { LiveCall } from '../call/liveCall';
import { branchTo, end, goOn, type Step } from '../executor/step';
import { afterFailure, letRing, MEDIA_SWITCH_RING_MS, ringOne, ringSeveral, type RingResult, type RungEndpoint } from './bridge';
import type { Behaviour } from './behaviour';
import { numberIn, objectsIn, textIn, textsIn } from './data';
import { spokenMs } from './speech';
import { storedCallflow } from './storedCallflow';

async function bridge(call: LiveCall, who: string, result: RingResult): Promise<Step> {
	return (await letRing(call, who, result)) ?? afterFailure(call, result);
}

function limitMs(data: JsonObject, seconds: number): number {
	const limit = numberIn(data, 'timeout') ?? seconds;
	return limit === 0 ? MEDIA_SWITCH_RING_MS : limit * 1000;
}

function endpointIn(data: JsonObject, defaultTimeout: number): RungEndpoint {
	return { id: textIn(data, 'id') ?? '', delayMs: (numberIn(data, 'delay') ?? 0) * 1000, ringMs: limitMs(data, defaultTimeout) };
}

/** Rings one device; `timeout` 0 leaves the limit to the media switch. */
export const device: Behaviour = async ({ call, data }) => {
	const rung = endpointIn(data, 0);
	if (rung.id === '') return goOn('there is no device to ring');
	return bridge(call, `device ${rung.id}`, ringOne(call, rung));
};

/** Rings all devices of a user. */
export const user: Behaviour = async ({ call, data }) => {
	const rung = endpointIn(data, 20);
	if (rung.id === '') return goOn('there is no user to ring');
	return bridge(call, `user ${rung.id}`, ringOne(call, rung));
};

/** Rings a stored group, or the endpoints given; the caller is answered first. */
export const group: Behaviour = async ({ call, data }) => {
	call.answer();
	const id = textIn(data, 'id');
	const listed = textsIn(data, 'endpoints') ?? [];
	const members = listed.length > 0 || id === undefined ? listed : call.account.groups?.[id] ?? [id];
	const ringMs = limitMs(data, 20);
	return ringRounds(call, data, members.map((member) => ({ id: member, delayMs: 0, ringMs })), id === undefined ? 'a group' : `group ${id}`);
};

/** Rings a list of devices, users and groups, in `repeats` rounds. */
export const ringGroup: Behaviour = async ({ call, data }) => ringRounds(call, data, listedEndpoints(call, data, limitMs(data, 20)), 'a ring group');

/** The endpoints of a list, stored groups replaced by their members. */
function listedEndpoints(call: LiveCall, data: JsonObject, limit: number): RungEndpoint[] {
	return objectsIn(data, 'endpoints').flatMap((listed) => {
		const id = textIn(listed, 'id') ?? '';
		const ringMs = Math.min(limit, limitMs(listed, 20));
		const delayMs = (numberIn(listed, 'delay') ?? 0) * 1000;
		const members = textIn(listed, 'endpoint_type') === 'group' ? call.account.groups?.[id] ?? [id] : [id];
		return members.map((member) => ({ id: member, delayMs, ringMs }));
	});
}

async function ringRounds(call: LiveCall, data: JsonObject, rung: readonly RungEndpoint[], who: string): Promise<Step> {
	if (rung.length === 0) return goOn('there is nobody to ring');
	const strategy = data['strategy'] === 'single' ? 'single' : 'simultaneous';
	const rounds = Math.max(1, numberIn(data, 'repeats') ?? 1);
	const result = ringSeveral(call, rung, strategy);
	for (let round = 1; round <= rounds; round += 1) {
		const talked = await letRing(call, rounds === 1 ? who : `${who}, round ${round} of ${rounds}`, result);
		if (talked !== undefined) return talked;
	}
	return afterFailure(call, result);
}

/** Pages devices, which answer by themselves. */
export const pageGroup: Behaviour = async ({ call, data }) => {
	const rung = listedEndpoints(call, data, limitMs(data, 5));
	if (rung.length === 0) return goOn('there is nobody to page');
	const talked = await letRing(call, 'a page group', ringSeveral(call, rung.map((one) => ({ ...one, delayMs: 0 })), 'simultaneous'));
	return talked ?? goOn('nobody could be paged');
};

/** Rings the endpoints whose caller-id number is the number dialled. */
export const routeToCid: Behaviour = async ({ call, data }) => {
	const owners = call.account.callerIdOwners?.[call.state.request] ?? [];
	if (owners.length === 0) return goOn(`no endpoint has the caller id ${call.state.request}`);
	const ringMs = limitMs(data, 0);
	const delayMs = (numberIn(data, 'delay') ?? 0) * 1000;
	return bridge(call, `the owner of ${call.state.request}`, ringSeveral(call, owners.map((id) => ({ id, delayMs, ringMs })), 'simultaneous'));
};

/** Calls the rest of the number dialled as an intercom call. */
export const intercom: Behaviour = ({ call }) => {
	const extension = call.circumstances.capture;
	const found = extension === undefined ? undefined : storedCallflow(call, call.account.numbers?.[extension]);
	if (extension === undefined || found === undefined) return goOn('there is no such extension');
	return branchTo(found, `intercom to ${extension}`, false);
};

/** Logs in or out, or rings where the user is logged in. */
export const hotdesk: Behaviour = async ({ call, data }) => {
	const id = textIn(data, 'id') ?? '';
	if (data['action'] === 'bridge') {
		if (id === '') return goOn('there is no user to ring');
		return bridge(call, `hot desk of ${id}`, ringOne(call, { id, delayMs: 0, ringMs: 20_000 }));
	}
	call.answer();
	const action = textIn(data, 'action') ?? 'toggle';
	await call.hear('prompt', `hot desk: ${action}`, 3_000);
	call.announce('event', `hot desk ${action} for ${id === '' ? 'the caller' : id}`);
	return goOn();
};

/** K5: asks the caller's name and announces them; not accepted means voicemail, or the end. */
export const doorman: Behaviour = async ({ call, data }) => {
	call.answer();
	const greeting = textIn(data, 'caller_greeting') ?? 'Hi. Please state your name after the tone.';
	await call.hear('speech', greeting, spokenMs(greeting));
	const recordedMs = Math.min(16, Math.max(2, numberIn(data, 'recording_limit') ?? 3)) * 1000;
	await call.wait(recordedMs, 'the caller says their name');
	const id = textIn(data, 'id') ?? '';
	const result = ringOne(call, { id, delayMs: 0, ringMs: (numberIn(data, 'call_timeout') ?? 30) * 1000 });
	const talked = await letRing(call, `${id}, announced by the doorman`, result);
	if (talked !== undefined) return talked;
	if (data['failover_strategy'] === 'voicemail' && textIn(data, 'vmbox_id') !== undefined) {
		await call.wait(call.script.messageMs, `the caller leaves a message in box ${textIn(data, 'vmbox_id') ?? ''}`);
		call.announce('voicemail_new', 'a voicemail was left with the doorman', { vmbox_id: textIn(data, 'vmbox_id') ?? '' });
		return goOn('the message is left');
	}
	return end('nobody accepted the call');
};

/** Logs the caller in or out of stored ring groups. */
export const ringGroupToggle: Behaviour = ({ call, data }) => {
	call.announce('event', `${textIn(data, 'action') ?? 'login'} to the ring groups of callflow ${textIn(data, 'callflow_id') ?? ''}`);
	return goOn();
};
