import { CallerHungUp } from '../call/callClock';
import { branchTo, goOn } from '../executor/step';
import type { Behaviour } from './behaviour';
import { numberIn, textIn } from './data';
import { storedCallflow } from './storedCallflow';

/** The caller leaves a message, or listens to messages; then `_`. */
export const voicemail: Behaviour = async ({ call, data }) => {
	call.answer();
	const id = textIn(data, 'id');
	const box = id === undefined ? { state: 'missing' as const } : call.account.voicemailBoxes?.[id] ?? {};
	if (box.state === 'missing' || box.state === 'full') {
		await call.hear('prompt', box.state === 'full' ? 'the mailbox is full' : 'there is no such mailbox', 3_000);
		return goOn(`the voicemail box is ${box.state}`);
	}
	if (data['action'] === 'check') {
		await call.hear('prompt', `messages of voicemail box ${id ?? ''}`, call.script.messageMs);
		return goOn('the caller is done listening');
	}
	await call.hear('prompt', `greeting of voicemail box ${id ?? ''}`, 5_000);
	const operator = storedCallflow(call, 'operator' in box ? box.operator : undefined);
	if (call.script.afterMessage === 'presses 0' && operator !== undefined) return branchTo(operator, 'the caller pressed 0 for the operator', false);
	const limitSeconds = ('maxMessageSeconds' in box ? box.maxMessageSeconds : undefined) ?? numberIn(data, 'max_message_length') ?? 500;
	const lengthMs = call.clock.remaining(Math.min(call.script.messageMs, limitSeconds * 1000));
	call.announce('voicemail_new', `a voicemail of ${Math.round(lengthMs / 1000)} s for box ${id ?? ''}`, { vmbox_id: id ?? '', length_ms: lengthMs });
	await call.wait(lengthMs, 'the caller speaks after the beep');
	if (call.script.afterMessage === 'hangs up') throw new CallerHungUp();
	return goOn('the message is left');
};
