import { askCaller, recordKeys } from '../call/listening';
import { end, goOn, goTo, stop } from '../executor/step';
import type { Behaviour } from './behaviour';
import { objectIn, numberIn, textIn } from './data';

/** Joins a conference room; another application has the call from here on. */
export const conference: Behaviour = async ({ call, data }) => {
	call.answer();
	const id = textIn(data, 'id');
	if (id === undefined && Object.keys(objectIn(data, 'config')).length === 0 && call.circumstances.capture === undefined) {
		const answer = await askCaller(call, {
			maxDigits: 10, firstMs: 5_000, nextMs: 2_000, terminators: ['#'], prompt: { text: 'please enter the conference number', ms: 2_500 },
		});
		recordKeys(call, answer, 'as conference number');
		if (answer.digits === '') return end('no conference number was entered');
	}
	await call.hear('conversation', `in conference ${id ?? 'of its own'}`, call.script.talkMs);
	return end('the caller leaves the conference');
};

const RINGBACK_AFTER_MS = 120_000;
const RINGBACK_FOR_MS = 30_000;

/** Parks the call until somebody picks it up; nobody in time: the child named after the slot. */
export const park: Behaviour = async ({ call, data }) => {
	const slot = textIn(data, 'slot') ?? '101';
	const highest = numberIn(data, 'max_slot_number');
	if (highest !== undefined && Number(slot) > highest && call.version !== '4.3') return goTo('MAX_SLOT_EXCEEDED', `slot ${slot} is above ${highest}`);
	call.answer();
	if (data['action'] === 'retrieve') {
		if (call.account.parking !== 'picked up') {
			await call.hear('prompt', `nobody is parked in slot ${slot}`, 3_000);
			return stop(`slot ${slot} is empty`);
		}
		await call.hear('conversation', `talks to the call parked in slot ${slot}`, call.script.talkMs);
		return end('the conversation is over');
	}
	if (call.account.parking === 'full') {
		await call.hear('prompt', 'there is no free parking slot', 3_000);
		return stop('there is no free parking slot');
	}
	const waits = numberIn(data, 'default_ringback_timeout') ?? RINGBACK_AFTER_MS;
	if (call.account.parking === 'not picked up') {
		await call.hear('music', `parked in slot ${slot}`, waits);
		await call.hear('ringing', 'rings the phone that parked the call', numberIn(data, 'default_callback_timeout') ?? RINGBACK_FOR_MS);
		return goTo(slot, `nobody picked up slot ${slot}`);
	}
	await call.hear('music', `parked in slot ${slot}`, Math.min(waits, 15_000));
	await call.hear('conversation', 'talks to whoever picked the call up', call.script.talkMs);
	return end('the conversation is over');
};

/** Takes the caller into a queue. */
export const acdcMember: Behaviour = async ({ call, data }) => {
	const id = textIn(data, 'id') ?? '';
	const queue = call.account.queues?.[id] ?? {};
	call.answer();
	if (queue.member === 'full') return goOn(`queue ${id} is full`);
	await call.hear('music', `waits in queue ${id}`, queue.waitMs ?? 20_000);
	if (queue.member === 'timeout') return goOn('the wait in the queue was too long');
	if (queue.member === 'exit key') return goOn('the caller pressed the exit key');
	await call.hear('conversation', `talks to an agent of queue ${id}`, call.script.talkMs);
	return end('the conversation with the agent is over');
};

/** Logs an agent in or out, or pauses them. */
export const acdcAgent: Behaviour = async ({ call, data }) => {
	call.answer();
	const action = textIn(data, 'action') ?? 'toggle';
	await call.hear('prompt', `agent: ${action}`, 2_000);
	call.announce('event', `agent ${action}${textIn(data, 'id') === undefined ? '' : ` for queue ${textIn(data, 'id') ?? ''}`}`);
	return goOn();
};

/** Receives a fax; another application has the call from here on. */
export const receiveFax: Behaviour = async ({ call, data }) => {
	call.answer();
	const box = textIn(data, 'faxbox_id') ?? textIn(data, 'id') ?? textIn(data, 'owner_id') ?? '';
	if (!call.script.fax) {
		await call.hear('tone', 'a fax machine', call.script.patienceMs);
		return end('no fax came');
	}
	await call.hear('tone', 'a fax machine', 30_000);
	call.announce('fax', `a fax was received${box === '' ? '' : ` for ${box}`}`, { id: box });
	return end('the fax is received');
};

/** Listens for a fax tone, then takes one of two children. */
export const faxDetect: Behaviour = async ({ call, data }) => {
	call.answer();
	await call.wait((numberIn(data, 'duration') ?? 3) * 1000, 'listens for a fax tone');
	return call.script.fax ? goTo('ON_FAX', 'a fax tone was heard') : goTo('ON_VOICE', 'no fax tone was heard');
};
